/// Transforms of numbers and coordinates.
extension PolicyParser {
    /// A number without exponent, of any size.
    mutating func plainDecimal(_ node: PolicyNode, _ name: String, above bound: PlainDecimal? = nil) -> PlainDecimal? {
        if case .scalar(let scalar) = node.content, let number = try? PlainDecimal(scalar.text),
            bound.map({ number > $0 }) ?? true
        {
            return number
        }
        report(
            node, "\(name) needs a number\(bound.map { " greater than \($0)" } ?? "")",
            remedy: "write it in plain digits, like 100 or 0.05")
        return nil
    }

    mutating func bucket(_ node: PolicyNode) -> FieldTransform? {
        guard let options = options(node, "bucket", ["bounds", "labels", "size"]) else { return nil }
        if let size = options["size"] {
            for name in ["bounds", "labels"] {
                guard let option = options[name] else { continue }
                report(option, "\(name) beside 'size'", remedy: "write bounds, or the one size of all buckets")
            }
            return plainDecimal(size, "size", above: 0).map { .bucket(size: $0) }
        }
        let bounds = option(
            "bounds", in: options, of: node, "bucket", remedy: "write { bounds: [18, 65] } or { size: 10 }"
        ).flatMap { self.bounds($0) }
        let labels = options["labels"].map { texts($0, "labels") }
        guard let bounds else { return nil }
        guard let labels, let labelsNode = options["labels"] else { return .bucket(bounds: bounds) }
        guard let labels else { return nil }
        if let fault = PolicyFault.ofLabelCount(labels.count, boundCount: bounds.count) {
            report(labelsNode, fault)
            return nil
        }
        return .bucket(bounds: bounds, labels: labels)
    }

    private mutating func bounds(_ node: PolicyNode) -> [PlainDecimal]? {
        guard case .sequence(let elements) = node.content, FieldTransform.Limit.bounds.contains(elements.count) else {
            report(node, .wrongBoundCount)
            return nil
        }
        let bounds = elements.map { plainDecimal($0, "bounds") }
        for index in bounds.indices.dropFirst() {
            guard let before = bounds[index - 1], let bound = bounds[index], bound <= before else { continue }
            report(elements[index], .boundsDoNotRise)
            return nil
        }
        let numbers = bounds.compactMap(\.self)
        return numbers.count == bounds.count ? numbers : nil
    }

    mutating func roundGeo(_ node: PolicyNode) -> FieldTransform? {
        let remedy = "0 to 6; four are about 11 m, two about 1 km"
        guard let options = options(node, "round-geo", ["decimals"]),
            let decimals = option("decimals", in: options, of: node, "round-geo", remedy: remedy)
        else { return nil }
        return wholeNumber(decimals, "decimals", in: FieldTransform.Limit.geoDecimals).map { .roundGeo(decimals: $0) }
    }
}
