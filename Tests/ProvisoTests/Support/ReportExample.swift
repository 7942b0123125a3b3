import Proviso

/// The example of `Formats/Report`.
enum ReportExample {
    static let policy = """
        proviso: policy/v1
        purpose: "Inquiry 26/114: do our cases and theirs meet?"
        recipient: fiu.example
        domain: fiu.example/case-114
        only-if: { "$.role": { in: [suspect, convicted] } }
        fields:
          "$.case_id": keep
          "$.subject.dob": { generalize: year }
          "$.subject.national_id": { pseudonymize: { as: person, canonical: alphanumeric } }

        """
    static let input = """
        {"case_id":"C-17","role":"suspect",\
        "subject":{"name":"Ana Lima","national_id":"NL 1234.56-782","dob":"1984-07-19"}}
        {"case_id":"C-18","role":"convicted",\
        "subject":{"name":"A. Lima","national_id":"nl123456782","dob":"unknown"},"note":"call back"}
        {"case_id":"C-19","role":"witness","subject":{"name":"Bo Roth","national_id":"NL 9876.54-321","dob":"1990"}}
        {"role":"suspect","subject":"unknown"}
        {"case_id":"C-20","role":"suspect","subject":{"name":"Cleo"

        """
    static let output = """
        {"case_id":"C-17","subject":{"national_id":"person_0_ist6hwizxlcsfhuwlemxzpl4l4","dob":"1984"}}
        {"case_id":"C-18","subject":{"national_id":"person_0_ist6hwizxlcsfhuwlemxzpl4l4"}}

        """
    static let policyDigest = "180d1744cdf83caec67c28c838a7b9c1d4babd798b4c020e46ed61c421c88347"
    static let fingerprint = "fp_vqjcyfmt2kpqxsu7pib46rdy34"

    static func result() throws -> FilterResult {
        try makeFilter(policy: policy, onBadRecord: .skip).run(input)
    }
}
