/// Puts values into the tree that a ``KnownValueSet`` looks them up in.
struct KnownValueCompiler {
    private(set) var trie: KnownValueTrie
    private(set) var filter: KnownValueFilter
    private(set) var firstRecords: [Int32] = []
    private(set) var records: [KnownValueIndex.Record] = []
    private(set) var words: [KnownValueIndex.Word] = []
    private(set) var uses: [KnownValueIndex.Use] = []
    private(set) var entries: [KnownValueIndex.Entry] = []
    private(set) var parts: [KnownValueIndex.Part] = []
    private(set) var tooShort: [Int] = []
    private(set) var mostParts = 1

    private let findsInitials: Bool
    private let endings = NameEndings.shared
    private let nameWords = NameWords.shared
    /// By node: whether a value goes on there that can have separators.
    private var goesOn: [Bool] = []
    private var reader = NameReader()
    /// The nodes of what was inserted last.
    private var path: [KnownValueTrie.Node] = []

    /// The parts of a name beyond are not looked for.
    static let mostParts = 16

    init(letterCount: Int, findsInitials: Bool) {
        trie = KnownValueTrie(letterCount: letterCount)
        filter = KnownValueFilter(letterCount: letterCount)
        self.findsInitials = findsInitials
        firstRecords.reserveCapacity(letterCount + letterCount / 4 + 1)
        goesOn.reserveCapacity(letterCount + letterCount / 4 + 1)
        firstRecords.append(-1)
        goesOn.append(false)
    }

    mutating func add(_ value: KnownValueSet.Value) {
        let number = Int32(entries.count)
        entries.append(KnownValueIndex.Entry(index: value.index))
        switch value.kind {
        case .exact: reader.readWhole(value.text)
        case .name: reader.readName(value.text)
        }
        if reader.weight < 3 {
            tooShort.append(value.index)
            return
        }
        if value.kind == .exact || reader.isUnspaced {
            insertWhole(reader.symbols, number, .whole)
            if let spelled = Self.spelledOut(reader.symbols.span) { insertWhole(spelled, number, .transliteratedWhole) }
        }
        if value.kind == .name {
            if reader.isUnspaced {
                addUnspacedParts(number)
            } else {
                addParts(chosenWords(), number)
            }
        }
    }

    mutating func finish() {
        trie.finish { [firstRecords, goesOn] node in
            (firstRecords[node] >= 0 ? KnownValueTrie.hasRecords : 0) | (goesOn[node] ? KnownValueTrie.goesOn : 0)
        }
    }

    // MARK: Names

    /// The words of a name that are its parts.
    private func chosenWords() -> [NameReader.Word] {
        var chosen: [NameReader.Word] = []
        for word in reader.words where !nameWords.isTitle(word.hash) && !nameWords.isParticle(word.hash) {
            chosen.append(word)
        }
        if chosen.count < 2 {
            // Names such as `Le Van` are made of words that are particles elsewhere.
            let names = reader.words.filter {
                !nameWords.isTitle($0.hash) && (!nameWords.isParticle($0.hash) || $0.isCapitalized)
            }
            if names.count > chosen.count { chosen = names }
        }
        return chosen.isEmpty ? reader.words : chosen
    }

    private mutating func addParts(_ chosen: [NameReader.Word], _ number: Int32) {
        let symbols = reader.symbols
        let count = min(chosen.count, Self.mostParts)
        entries[Int(number)].firstPart = Int32(parts.count)
        entries[Int(number)].partCount = Int32(count)
        mostParts = max(mostParts, count)
        for part in 0..<count {
            let word = chosen[part]
            var initials: InlineArray<3, UInt32> = [symbols[word.range.lowerBound] & Symbol.base, 0, 0]
            let item = word.range.count == 1 ? -1 : insertWord(word, symbols, &initials)
            parts.append(KnownValueIndex.Part(word: item, initials: initials))
            if item >= 0 { use(item, number, part) }
        }
        if findsInitials && count > 1 {
            insertWhole(chosen.prefix(count).map { symbols[$0.range.lowerBound] & Symbol.base }, number, .initials)
        }
    }

    /// A name of a script without spaces, which has been inserted as a whole, the other way around; and its parts.
    private mutating func addUnspacedParts(_ number: Int32) {
        let (symbols, names) = (reader.symbols, reader.words.prefix(Self.mostParts))
        if names.count < 2 { return }
        insertWhole(Array(names.reversed().map { symbols[$0.range] }.joined()), number, .reversed)
        entries[Int(number)].firstPart = Int32(parts.count)
        entries[Int(number)].partCount = Int32(names.count)
        for (part, word) in names.enumerated() {
            var initials: InlineArray<3, UInt32> = [0, 0, 0]
            let item = word.range.count == 1 ? -1 : insertWord(word, symbols, &initials)
            parts.append(KnownValueIndex.Part(word: item, initials: [0, 0, 0]))
            if item >= 0 { use(item, number, part) }
        }
    }

    /// Notes that a name has a word, once.
    private mutating func use(_ item: Int32, _ number: Int32, _ part: Int) {
        let first = words[Int(item)].firstUse
        if first >= 0, uses[Int(first)].value == number { return }
        words[Int(item)].firstUse = Int32(uses.count)
        uses.append(KnownValueIndex.Use(value: number, part: Int32(part), next: first))
    }

    // MARK: Words

    /// The number of a word, which is inserted in all of its spellings unless it is there; and their initials.
    private mutating func insertWord(
        _ word: NameReader.Word, _ symbols: [UInt32], _ initials: inout InlineArray<3, UInt32>
    ) -> Int32 {
        let letters = symbols.span.extracting(word.range)
        // Words that differ in their accents can be written alike, and have different spellings in ASCII.
        var signature: UInt64 = 0
        for index in letters.indices { signature = (signature ^ UInt64(letters[index])) &* 0x9E37_79B9_7F4A_7C15 }
        var spellings: InlineArray<3, [UInt32]?> = [Self.spelledOut(letters), nil, nil]
        if letters[0] & Symbol.base > 0x7F {
            var place = 1
            for language in NameTransliteration.allCases where language.applies(to: letters) {
                var spelling: [UInt32] = []
                language.append(letters, to: &spelling)
                if place == 2, spellings[1] == spelling { continue }
                initials[place] = spelling.first ?? 0
                spellings[place] = spelling
                place += 1
            }
        }
        insertPath(letters)
        if let item = item(signature) { return item }
        let item = Int32(words.count)
        let isOrdinary = nameWords.isOrdinary(word.hash)
        words.append(
            KnownValueIndex.Word(
                firstUse: -1, signature: signature, isPart: word.weight >= 4 && !isOrdinary, isOrdinary: isOrdinary))
        appendRecords(item, letters, .word)
        for place in 0..<3 {
            guard let spelling = spellings[place], spelling.count > 1 else { continue }
            insertPath(spelling.span)
            appendRecords(item, spelling.span, .transliteratedWord)
        }
        // Of Arabic, a name with the article also without it, since other words take its place.
        if letters.count > 4, letters[0] == 0x627, letters[1] == 0x644 {
            insertPath(letters.extracting(2...))
            append(item, .word, rules: 1, behind: letters.count - 2)
            filter.insert(letters.extracting(2...), count: 3, goesOn: true)
        }
        return item
    }

    /// The word that ends where the path does, if there is one with the same accents.
    private func item(_ signature: UInt64) -> Int32? {
        guard let node = path.last else { return nil }
        var next = firstRecords[Int(node)]
        while next >= 0 {
            let record = records[Int(next)]
            if record.kind == .word, record.rules & 1 != 0,
                words[Int(record.item)].signature == signature
            {
                return record.item
            }
            next = record.next
        }
        return nil
    }

    private mutating func appendRecords(
        _ item: Int32, _ letters: Span<UInt32>, _ kind: KnownValueIndex.Record.Kind
    ) {
        let rules = endings.rules(for: letters)
        for stripped in 0...NameEndings.mostStripped where rules[stripped] != 0 && letters.count - stripped > 1 {
            let count = letters.count - stripped
            append(item, kind, rules: rules[stripped], behind: count)
            // A short stem can go on in any way, and a short name can not.
            if count < 4 {
                let goesOn = letters.count >= NameEndings.fewestLetters || Self.isUnspaced(letters[count - 1])
                filter.insert(letters, count: count, goesOn: goesOn)
            }
        }
        if letters.count >= 4 { filter.insert(letters, count: 4, goesOn: true) }
    }

    // MARK: The tree

    private mutating func insertWhole(_ symbols: [UInt32], _ number: Int32, _ kind: KnownValueIndex.Record.Kind) {
        let letters = symbols.span
        insertPath(letters)
        for node in path.dropLast() { goesOn[Int(node)] = true }
        append(number, kind, rules: 0, behind: letters.count)
        for count in 1...4 where count <= letters.count {
            let goesOn = count == 4 || count == letters.count && Self.isUnspaced(letters[count - 1])
            filter.insert(letters, count: count, goesOn: goesOn)
        }
    }

    private mutating func insertPath(_ letters: Span<UInt32>) {
        path.removeAll(keepingCapacity: true)
        var node = KnownValueTrie.root
        for index in letters.indices {
            node = trie.insert(behind: node, letters[index] & Symbol.base)
            if Int(node) == firstRecords.count {
                firstRecords.append(-1)
                goesOn.append(false)
            }
            path.append(node)
        }
    }

    private mutating func append(
        _ item: Int32, _ kind: KnownValueIndex.Record.Kind, rules: UInt64, behind count: Int
    ) {
        let node = Int(path[count - 1])
        records.append(KnownValueIndex.Record(item: item, next: firstRecords[node], kind: kind, rules: rules))
        firstRecords[node] = Int32(records.count - 1)
    }

    /// Whether a letter may be of a script in which words end anywhere.
    private static func isUnspaced(_ letter: UInt32) -> Bool { letter & Symbol.base >= 0xE00 }

    /// How a word is written in ASCII, if that is not what is left of it without accents.
    private static func spelledOut(_ letters: Span<UInt32>) -> [UInt32]? {
        var spelled: [UInt32]?
        for index in letters.indices {
            let letter = letters[index]
            let more = FoldedScalar.letter(for: Symbol.accent(letter), behind: letter & Symbol.base)
            if more != 0, spelled == nil {
                var start: [UInt32] = []
                for before in 0..<index { start.append(letters[before]) }
                spelled = start
            }
            spelled?.append(letter & Symbol.base)
            if more != 0 { spelled?.append(more) }
        }
        return spelled
    }
}
