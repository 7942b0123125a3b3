#if YAML

/// Reads YAML into ``PolicyNode``s, from libyaml's events.
///
/// Whatever makes YAML mean something else than what stands there — anchors, aliases, tags, directives, merge keys, a
/// second document, keys that are not texts — is a problem.
///
/// - **Source**: YAML 1.1.
struct YAMLPolicyReader {
    private let text: PolicyText
    private let language: PolicyLanguage
    private var problems: PolicyProblems
    /// The lists and maps that are open, the outermost first.
    private var open: [Collection] = []
    private var root: PolicyNode?

    /// A list or map of which the end has not been read.
    private struct Collection {
        let mark: PolicyMark
        let isMapping: Bool
        var elements: [PolicyNode] = []
        var entries: [PolicyNode.Entry] = []
        /// The key whose value comes next.
        var key: Key?

        enum Key {
            case text(String, PolicyMark)
            case refused
        }
    }

    /// The top of the document, and nil if there is none.
    ///
    /// - **Throws**: one problem for a text that is not YAML; the others are added to `problems`.
    static func read(
        _ text: PolicyText, _ language: PolicyLanguage, _ problems: inout PolicyProblems
    ) throws(PolicyError) -> PolicyNode? {
        var reader = YAMLPolicyReader(text: text, language: language, problems: problems)
        var events = YAMLEvents(text.utf8)
        do throws(YAMLEvents.Fault) {
            var isOpen = true
            while isOpen { isOpen = try reader.take(try events.next()) }
        } catch {
            throw reader.unreadable(error)
        }
        problems = reader.problems
        return reader.root
    }

    private init(text: PolicyText, language: PolicyLanguage, problems: PolicyProblems) {
        self.text = text
        self.language = language
        self.problems = problems
    }

    /// Takes an event; false at the end.
    private mutating func take(_ event: YAMLEvents.Event) throws(YAMLEvents.Fault) -> Bool {
        let mark = text.mark(at: event.start)
        refuseProperties(of: event, mark)
        switch event.kind {
        case .streamStart, .documentEnd: break
        case .streamEnd: return false
        case .documentStart(let hasDirective):
            if root != nil {
                problems.add(mark, "a second document", remedy: "keep one \(language.noun) in one file")
                return false
            }
            if hasDirective { problems.add(mark, "a directive (%)", remedy: "remove it") }
        case .alias(let name):
            problems.add(
                mark, "an alias (*\(excerpt(name)))",
                remedy: "write the value out; a text that starts with & or * needs quotes")
            place(PolicyNode(mark: mark, content: .refused))
        case .scalar(let text, let isPlain):
            let isCutOff = isPlain && isCutOff(at: event.end)
            let scalar = PolicyNode.Scalar(text: text, isNothing: isPlain && text.isEmpty, isCutOff: isCutOff)
            if isPlain, text == "<<", open.last?.isMapping == true, open.last?.key == nil {
                problems.add(mark, "a merge key (<<)", remedy: "write the keys out")
            }
            place(PolicyNode(mark: mark, content: .scalar(scalar)))
        case .sequenceStart: try begin(mark, isMapping: false, at: event.start)
        case .mappingStart: try begin(mark, isMapping: true, at: event.start)
        case .sequenceEnd, .mappingEnd:
            let collection = open.removeLast()
            place(
                PolicyNode(
                    mark: collection.mark,
                    content: collection.isMapping ? .mapping(collection.entries) : .sequence(collection.elements)))
        }
        return true
    }

    private mutating func begin(_ mark: PolicyMark, isMapping: Bool, at index: Int) throws(YAMLEvents.Fault) {
        guard open.count < PolicyNode.maximumDepth else {
            throw YAMLEvents.Fault(
                sentence: "nested more than \(PolicyNode.maximumDepth) deep", position: .scalar(index))
        }
        open.append(Collection(mark: mark, isMapping: isMapping))
    }

    /// Puts a node where it belongs: a key, a value, an element or the top.
    private mutating func place(_ node: PolicyNode) {
        guard let last = open.indices.last else {
            root = node
            return
        }
        guard open[last].isMapping else {
            open[last].elements.append(node)
            return
        }
        switch open[last].key {
        case nil: open[last].key = key(from: node)
        case .refused: open[last].key = nil
        case .text(let key, let mark):
            open[last].entries.append(PolicyNode.Entry(key: key, keyMark: mark, value: node))
            open[last].key = nil
        }
    }

    private mutating func key(from node: PolicyNode) -> Collection.Key {
        switch node.content {
        case .scalar(let scalar) where !scalar.isNothing: return .text(scalar.text, node.mark)
        case .refused: return .refused
        case .scalar, .sequence, .mapping, .parameterized:
            problems.add(node.mark, "a key that is not a text", remedy: "write a text before the colon")
            return .refused
        }
    }

    private mutating func refuseProperties(of event: YAMLEvents.Event, _ mark: PolicyMark) {
        if let anchor = event.anchor {
            problems.add(
                mark, "an anchor (&\(excerpt(anchor)))",
                remedy: "write the value out; a text that starts with & or * needs quotes")
        }
        if event.hasTag {
            problems.add(mark, "a tag (!)", remedy: "remove it; a text that starts with ! needs quotes")
        }
    }

    /// Whether blanks, `#` and something that is not blank follow: a comment, or a text that lacks its quotes.
    private func isCutOff(at end: Int) -> Bool {
        var index = end
        while index < text.scalars.count, text.scalars[index] == " " || text.scalars[index] == "\t" { index += 1 }
        guard index > end, index + 1 < text.scalars.count, text.scalars[index] == "#" else { return false }
        return !" \t\r\n".unicodeScalars.contains(text.scalars[index + 1])
    }

    private func unreadable(_ fault: YAMLEvents.Fault) -> PolicyError {
        let index =
            switch fault.position {
            case .scalar(let index): index
            case .byte(let offset): text.scalarIndex(ofByte: offset)
            }
        return PolicyProblems.single(
            text.mark(at: index), "not readable as YAML: \(fault.sentence)",
            remedy:
                "check quotes, brackets and indentation; a path inside { } needs quotes; YAML indents with spaces",
            source: problems.source)
    }
}

#endif
