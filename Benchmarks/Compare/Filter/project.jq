# For jq and gojq: the ten fields, in the order of the sample. What is missing is left out, as redact does.
{case_id, opened, status,
 subject: {national_id: .subject.national_id, dob: .subject.dob, address: {country: .subject.address.country}}}
+ (if .device then {device: .device | {imei, ip}} else {} end)
+ (if .events != [] then {events: [.events[] | {kind}]} else {} end)
+ {role}
