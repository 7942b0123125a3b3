// The filter with simdjson and libsodium, NDJSON to NDJSON, for the two policies of the comparison.
//
//     with-simdjson project                            < records.ndjson > projected.ndjson
//     with-simdjson whole PERSON-KEY-HEX DEVICE-KEY-HEX < records.ndjson > filtered.ndjson
//
// One thread, written for speed and for these two policies: the rules are the code below. For the records of
// sample-records its output is that of `redact`, byte for byte. What it leaves out, and `redact` does, is told by
// filter_tools.py. Exit codes: 0 done, 64 usage, 65 a bad record, 74 input or output failed.

#include <arpa/inet.h>
#include <simdjson.h>
#include <sodium.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <vector>

namespace ondemand = simdjson::ondemand;
using std::string_view;

namespace {

// Large enough that a system call costs nothing beside the work, small enough that a block stays in the second-level
// cache between the finding of its structure and the walk over it.
constexpr size_t blockSize = 256 << 10;
constexpr size_t outputSize = 1 << 20;

[[noreturn]] void stop(const char *sentence, int code) {
    std::fprintf(stderr, "with-simdjson: %s\n", sentence);
    std::exit(code);
}

// What is written: room is made once for a block, so that single values are copied without a check.
class Output {
public:
    void makeRoom(size_t count) {
        if (bytes.size() - length < count) {
            flush();
            if (bytes.size() < count) bytes.resize(count);
        }
    }

    void append(string_view text) {
        std::memcpy(bytes.data() + length, text.data(), text.size());
        length += text.size();
    }

    void append(char character) { bytes[length++] = character; }

    size_t position() const { return length; }
    void goBack(size_t position) { length = position; }

    void flush() {
        for (size_t written = 0; written < length;) {
            ssize_t count = write(STDOUT_FILENO, bytes.data() + written, length - written);
            if (count < 0) stop("standard output cannot be written", 74);
            written += size_t(count);
        }
        length = 0;
    }

private:
    std::vector<char> bytes = std::vector<char>(outputSize);
    size_t length = 0;
};

// Pseudonyms of one type: keyed BLAKE2b of the canonical form, as pseudonymizer.py has it.
struct Pseudonyms {
    unsigned char key[32];
    string_view prefix;
    bool keepsLetters;

    Pseudonyms(const char *hex, string_view prefix, bool keepsLetters) : prefix(prefix), keepsLetters(keepsLetters) {
        size_t length = 0;
        if (sodium_hex2bin(key, sizeof key, hex, std::strlen(hex), nullptr, &length, nullptr) != 0 || length != 32)
            stop("a key is 64 hexadecimal digits", 64);
    }

    bool append(string_view identifier, Output &output) const {
        char canonical[256];
        size_t length = 0;
        if (identifier.size() > sizeof canonical) return false;
        for (char character : identifier) {
            // Whether another letter is to be left out or refused takes tables of Unicode, which the sample needs not.
            if (character & 0x80) return false;
            char upper = character >= 'a' && character <= 'z' ? char(character - 32) : character;
            bool isKept = (upper >= '0' && upper <= '9') || (keepsLetters && upper >= 'A' && upper <= 'Z');
            // Without a branch, which would be guessed wrong at every separator.
            canonical[length] = upper;
            length += isKept;
        }
        if (length == 0) return false;
        static const unsigned char personalization[] = "proviso-pseudo-1";
        unsigned char hash[16];
        crypto_generichash_blake2b_salt_personal(
            hash, sizeof hash, reinterpret_cast<unsigned char *>(canonical), length, key, sizeof key, nullptr,
            personalization);
        output.append('"');
        output.append(prefix);
        appendBase32(hash, output);
        output.append('"');
        return true;
    }

private:
    // 16 bytes are 25 characters of five bits and one of three.
    static void appendBase32(const unsigned char *hash, Output &output) {
        static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
        char text[26];
        unsigned __int128 bits = 0;
        for (int index = 0; index < 16; index++) bits = bits << 8 | hash[index];
        for (int index = 0; index < 25; index++) text[index] = alphabet[int(bits >> (123 - 5 * index)) & 31];
        text[25] = alphabet[int(bits << 2) & 31];
        output.append({text, sizeof text});
    }
};

bool isDigit(char character) { return character >= '0' && character <= '9'; }

// The year of a date YYYY-MM-DD that the calendar has. `redact` takes other forms too, which the sample has not.
bool appendYear(string_view text, Output &output) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    for (int index : {0, 1, 2, 3, 5, 6, 8, 9})
        if (!isDigit(text[index])) return false;
    auto number = [&](int begin, int count) {
        int value = 0;
        for (int index = begin; index < begin + count; index++) value = value * 10 + (text[index] - '0');
        return value;
    };
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year = number(0, 4), month = number(5, 2), day = number(8, 2);
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > days[month - 1]) return false;
    bool isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (month == 2 && day == 29 && !isLeap) return false;
    output.append('"');
    output.append(text.substr(0, 4));
    output.append('"');
    return true;
}

// The network /24 of an IPv4 address: all but its last number, if it is an address.
bool appendNetwork4(string_view text, Output &output) {
    size_t index = 0, lastDot = 0;
    for (int part = 0; part < 4; part++) {
        if (part > 0) {
            if (index == text.size() || text[index] != '.') return false;
            lastDot = index++;
        }
        size_t start = index;
        int number = 0;
        while (index < text.size() && index - start < 3 && isDigit(text[index]))
            number = number * 10 + (text[index++] - '0');
        if (index == start || number > 255 || (index - start > 1 && text[start] == '0')) return false;
    }
    if (index != text.size()) return false;
    output.append('"');
    output.append(text.substr(0, lastDot));
    output.append(string_view(".0\""));
    return true;
}

// The network /48 of an IPv6 address, by the C library, which prints it as RFC 5952 has it.
bool appendNetwork6(string_view text, Output &output) {
    char copy[INET6_ADDRSTRLEN + 1], network[INET6_ADDRSTRLEN];
    if (text.size() > INET6_ADDRSTRLEN) return false;
    std::memcpy(copy, text.data(), text.size());
    copy[text.size()] = 0;
    unsigned char address[16];
    if (inet_pton(AF_INET6, copy, address) != 1) return false;
    static const unsigned char mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    if (std::memcmp(address, mapped, 12) == 0) {
        address[15] = 0;
        inet_ntop(AF_INET, address + 12, network, sizeof network);
    } else {
        std::memset(address + 6, 0, 10);
        inet_ntop(AF_INET6, address, network, sizeof network);
    }
    output.append('"');
    output.append(string_view(network));
    output.append('"');
    return true;
}

bool appendNetwork(string_view text, Output &output) {
    return text.find(':') == string_view::npos ? appendNetwork4(text, output) : appendNetwork6(text, output);
}

// A value as it is written, without the white space that may follow it; empty for an object or array.
string_view scalar(ondemand::value &value) {
    string_view token = value.raw_json_token();
    if (token[0] == '{' || token[0] == '[') return {};
    while (token.back() <= ' ') token.remove_suffix(1);
    return token;
}

// Writes the names and values of one record. A name is written before its value and taken back if there is none.
class Filter {
public:
    Filter(const Pseudonyms *person, const Pseudonyms *device) : person(person), device(device) {}

    void filter(ondemand::object record, Output &output) {
        size_t start = output.position();
        output.append('{');
        keep(record, "case_id", "\"case_id\":", output);
        keep(record, "opened", "\"opened\":", output);
        keep(record, "status", "\"status\":", output);
        appendSubject(record, output);
        appendDevice(record, output);
        appendEvents(record, output);
        keep(record, "role", "\"role\":", output);
        close(start, '}', output);
        if (output.position() != start) {
            // The comma after the last member becomes the line's end.
            output.goBack(output.position() - 1);
            output.append('\n');
        }
    }

private:
    const Pseudonyms *person, *device;

    // Looks on from where the last field was found: the order of the sample is taken for granted, a twentieth faster.
    static bool find(ondemand::object &object, string_view name, ondemand::value &value) {
        return isFound(object.find_field(name).get(value));
    }

    // For what may be missing: after a search in vain, it goes back to where it began.
    static bool findOptional(ondemand::object &object, string_view name, ondemand::value &value) {
        return isFound(object.find_field_unordered(name).get(value));
    }

    static bool isFound(simdjson::error_code error) {
        if (error && error != simdjson::NO_SUCH_FIELD) throw simdjson::simdjson_error(error);
        return !error;
    }

    // Whether something stands between the bracket at `start` and here; if not, nothing at all is written.
    static void close(size_t start, char bracket, Output &output) {
        if (output.position() == start + 1) return output.goBack(start);
        output.goBack(output.position() - 1);  // the last comma
        output.append(bracket);
        output.append(',');
    }

    static void keep(ondemand::object &object, string_view name, string_view label, Output &output) {
        ondemand::value value;
        if (!find(object, name, value)) return;
        string_view text = scalar(value);
        if (text.empty()) return;
        output.append(label);
        output.append(text);
        output.append(',');
    }

    // A string's text. Most have no escape, and are used where they stand.
    static bool text(ondemand::value &value, string_view &text) {
        string_view raw = scalar(value);
        if (raw.empty() || raw[0] != '"') return false;
        if (raw.find('\\') != string_view::npos) {
            text = value.get_string();
        } else {
            text = raw.substr(1, raw.size() - 2);
        }
        return true;
    }

    template <typename Transform>
    static void change(
        ondemand::object &object, string_view name, string_view label, Output &output, Transform transform) {
        ondemand::value value;
        string_view content;
        if (!find(object, name, value) || !text(value, content)) return;
        size_t start = output.position();
        output.append(label);
        if (!transform(content)) return output.goBack(start);
        output.append(',');
    }

    void appendSubject(ondemand::object &record, Output &output) {
        ondemand::value value;
        ondemand::object subject;
        if (!find(record, "subject", value) || value.get_object().get(subject)) return;
        size_t labelStart = output.position();
        output.append(string_view("\"subject\":"));
        size_t start = output.position();
        output.append('{');
        if (person) {
            auto pseudonym = [&](string_view text) { return person->append(text, output); };
            change(subject, "national_id", "\"national_id\":", output, pseudonym);
            change(subject, "dob", "\"dob\":", output, [&](string_view text) { return appendYear(text, output); });
        } else {
            keep(subject, "national_id", "\"national_id\":", output);
            keep(subject, "dob", "\"dob\":", output);
        }
        ondemand::object address;
        if (find(subject, "address", value) && !value.get_object().get(address)) {
            size_t addressLabel = output.position();
            output.append(string_view("\"address\":"));
            size_t addressStart = output.position();
            output.append('{');
            keep(address, "country", "\"country\":", output);
            close(addressStart, '}', output);
            if (output.position() == addressStart) output.goBack(addressLabel);
        }
        close(start, '}', output);
        if (output.position() == start) output.goBack(labelStart);
    }

    void appendDevice(ondemand::object &record, Output &output) {
        ondemand::value value;
        ondemand::object part;
        if (!findOptional(record, "device", value) || value.get_object().get(part)) return;
        size_t labelStart = output.position();
        output.append(string_view("\"device\":"));
        size_t start = output.position();
        output.append('{');
        if (device) {
            auto pseudonym = [&](string_view text) { return device->append(text, output); };
            change(part, "imei", "\"imei\":", output, pseudonym);
            change(part, "ip", "\"ip\":", output, [&](string_view text) { return appendNetwork(text, output); });
        } else {
            keep(part, "imei", "\"imei\":", output);
            keep(part, "ip", "\"ip\":", output);
        }
        close(start, '}', output);
        if (output.position() == start) output.goBack(labelStart);
    }

    void appendEvents(ondemand::object &record, Output &output) {
        ondemand::value value;
        ondemand::array events;
        if (!find(record, "events", value) || value.get_array().get(events)) return;
        size_t labelStart = output.position();
        output.append(string_view("\"events\":"));
        size_t start = output.position();
        output.append('[');
        for (auto element : events) {
            ondemand::object event;
            if (element.get_object().get(event)) continue;
            size_t eventStart = output.position();
            output.append('{');
            keep(event, "kind", "\"kind\":", output);
            close(eventStart, '}', output);
        }
        close(start, ']', output);
        if (output.position() == start) output.goBack(labelStart);
    }
};

// Filters the whole lines of a block, of which the structure is found in one go: a tenth faster than line by line.
void filterLines(ondemand::parser &parser, char *bytes, size_t count, Filter &filter, Output &output) {
    // A name and one character become a name and a pseudonym of 36 characters at most: no more than thrice the length.
    output.makeRoom(3 * count + 1024);
    ondemand::document_stream documents;
    if (parser.iterate_many(bytes, count, count).get(documents)) stop("a block is not JSON", 65);
    for (auto document = documents.begin(); document != documents.end(); ++document) {
        ondemand::object record;
        auto current = *document;
        if (current.get_object().get(record)) stop("a line is not an object", 65);
        filter.filter(record, output);
    }
    if (documents.truncated_bytes() != 0) stop("the last line is cut off", 65);
}

void filterInput(Filter &filter) {
    ondemand::parser parser;
#ifdef SIMDJSON_THREADS_ENABLED
    parser.threaded = false;
#endif
    Output output;
    std::vector<char> buffer(blockSize + simdjson::SIMDJSON_PADDING);
    size_t filled = 0;
    while (true) {
        // A record that is longer than a block.
        if (filled + simdjson::SIMDJSON_PADDING == buffer.size()) buffer.resize(2 * filled + simdjson::SIMDJSON_PADDING);
        size_t room = buffer.size() - simdjson::SIMDJSON_PADDING - filled;
        ssize_t count = read(STDIN_FILENO, buffer.data() + filled, room);
        if (count < 0) stop("standard input cannot be read", 74);
        size_t end = filled + size_t(count);
        const void *newline = memrchr(buffer.data() + filled, '\n', size_t(count));
        size_t lines = count == 0 ? end : newline ? size_t((const char *)newline - buffer.data()) + 1 : 0;
        if (lines > 0) filterLines(parser, buffer.data(), lines, filter, output);
        std::memmove(buffer.data(), buffer.data() + lines, end - lines);
        filled = end - lines;
        if (count == 0) break;
    }
    output.flush();
}

}  // namespace

int main(int count, char **arguments) {
    string_view task = count > 1 ? arguments[1] : "";
    if (sodium_init() < 0) stop("libsodium cannot be used", 70);
    try {
        if (task == "project" && count == 2) {
            Filter filter(nullptr, nullptr);
            filterInput(filter);
        } else if (task == "whole" && count == 4) {
            Pseudonyms person(arguments[2], "person_0_", true), device(arguments[3], "device_0_", false);
            Filter filter(&person, &device);
            filterInput(filter);
        } else {
            stop("usage: with-simdjson project | whole PERSON-KEY-HEX DEVICE-KEY-HEX", 64);
        }
    } catch (const simdjson::simdjson_error &) {
        stop("a line is not JSON", 65);
    }
}
