extension ContextWords {
    /// Arabic.
    static let arabic = """
        language: ar

        # المال
        payment-card: بطاقة الائتمان, بطاقة ائتمان, بطاقة ائتمانية, البطاقة الائتمانية, بطاقة الخصم, بطاقة بنكية
        payment-card: البطاقة البنكية, بطاقة مصرفية, بطاقة الصراف, رقم البطاقة, بطاقة الدفع, حامل البطاقة, فيزا
        payment-card: ماستركارد, ماستر كارد
        iban: آيبان, الآيبان, ايبان, حساب بنكي, الحساب البنكي, حساب مصرفي, الحساب المصرفي, رقم الحساب, رقم حساب
        iban: تحويل بنكي, الحساب الدولي, حوالة بنكية, رقم حسابي, التحويل البنكي
        us-bank-account: حساب بنكي, الحساب البنكي, رقم الحساب, رقم حساب, رقم حسابي, حساب مصرفي, الحساب المصرفي
        us-aba: رقم التوجيه, رمز التوجيه, رقم التحويل المصرفي
        bic: سويفت, السويفت, رمز السويفت, رمز البنك, السويفت كود, رمز تعريف البنك
        lei: معرف الكيان القانوني, رمز الكيان القانوني
        bitcoin-address, ethereum-address: بيتكوين, البيتكوين, إيثيريوم, ايثيريوم, عملة رقمية, العملات الرقمية
        bitcoin-address, ethereum-address: محفظة رقمية, المحفظة

        # الأشخاص
        date: تاريخ وفاة, موعد طبي, موعد الطبيب, موعدي, موعدك, تاريخ الزواج, ولد في, ولدت في, مولود, مولودة, مواليد
        date: الميلاد, ميلاد, الولادة, توفي, توفيت, الوفاة, تاريخ الدخول, تاريخ الخروج, العملية الجراحية, تاريخ التعيين
        date: تاريخ التوظيف, دخول المستشفى, تطعيم
        phone: هاتف, الهاتف, هاتفي, هاتفه, هاتفها, هاتفك, بالهاتف, تلفون, التلفون, تليفون, التليفون, جوال, الجوال, جوالي
        phone: جواله, جوالها, موبايل, الموبايل, محمول, المحمول, فاكس, الفاكس, واتساب, الواتساب, واتس, خلوي, الخلوي
        phone: رقم التواصل, للتواصل, اتصل على, اتصل بنا, اتصلوا, للاتصال, الاتصال على, الخط الساخن, رقم الاتصال, النقال
        phone: نقال
        email: بريد إلكتروني, البريد الإلكتروني, بريد الكتروني, البريد الالكتروني, بريدي, إيميل, الإيميل, ايميل, الايميل
        coordinates: إحداثيات, الإحداثيات, احداثيات, الاحداثيات, خط العرض, خط الطول, الموقع الجغرافي
        url: موقع إلكتروني, الموقع الإلكتروني, الموقع الالكتروني, صفحة الويب
        ipv4, ipv6: عنوان الشبكة, بروتوكول الإنترنت, الآي بي
        mac-address: عنوان الماك, العنوان الفيزيائي
        uuid: معرف فريد, المعرف الفريد, معرف الجهاز, معرف الجلسة
        imei: رقم الجهاز, الرقم التسلسلي للجهاز
        vin: رقم الشاسيه, الشاصي, رقم الهيكل, رقم هيكل, رقم تعريف المركبة

        # الأسرار
        private-key: المفتاح الخاص, مفتاح خاص, المفتاح السري, مفتاح سري
        api-key: مفتاح api, مفتاح الوصول, مفتاح واجهة, كلمة المرور, كلمة مرور, كلمة السر, كلمة سر, الرقم السري
        api-key: بيانات الدخول
        jwt: رمز الوصول, رمز المصادقة, توكن

        # الوثائق
        de-passport, uk-passport, us-passport, es-passport: جوازات السفر, جواز, الجواز, وثيقة سفر, وثيقة السفر
        it-passport, in-passport, kr-passport: جوازات السفر, جواز, الجواز, وثيقة سفر, وثيقة السفر
        de-driving-license, uk-driving-license, us-driving-license: رخصة قيادة, رخصة القيادة, رخصة سياقة, رخصة السياقة
        de-driving-license, uk-driving-license, us-driving-license: رخصة السوق, رخصة سوق, رقم الرخصة, إجازة السوق
        it-driving-license, kr-driving-license: رخصة قيادة, رخصة القيادة, رخصة سياقة, رخصة السياقة, رخصة السوق, رخصة سوق
        it-driving-license, kr-driving-license: رقم الرخصة, إجازة السوق
        de-id-card, it-id-card, es-nif, sg-nric: بطاقة هوية, بطاقة الهوية, هوية وطنية, الهوية الوطنية, بطاقة شخصية
        de-id-card, it-id-card, es-nif, sg-nric: البطاقة الشخصية, بطاقة التعريف, بطاقة وطنية, البطاقة الوطنية
        de-id-card, it-id-card, es-nif, sg-nric: بطاقة الأحوال, رقم الهوية, رقم هوية
        tr-id, il-id, th-id, za-id: بطاقة هوية, بطاقة الهوية, هوية وطنية, الهوية الوطنية, بطاقة شخصية, البطاقة الشخصية
        tr-id, il-id, th-id, za-id: بطاقة التعريف, بطاقة وطنية, البطاقة الوطنية, بطاقة الأحوال, رقم الهوية, رقم هوية
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: رقم الهوية, رقم هوية, الرقم القومي, رقم قومي
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: الرقم الوطني, رقم وطني, الرقم المدني, رقم مدني
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: الرقم الشخصي, رقم شخصي, الهوية الوطنية
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: السجل المدني, رقم الإقامة, هوية مقيم
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: الهوية الإماراتية, الرقم الموحد
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: رقم الهوية, رقم هوية, الرقم القومي, رقم قومي
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: الرقم الوطني, رقم وطني, الرقم المدني, رقم مدني
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: الرقم الشخصي, رقم شخصي, الهوية الوطنية, السجل المدني
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: رقم الإقامة, هوية مقيم, الهوية الإماراتية, الرقم الموحد
        kr-rrn, in-aadhaar, cl-rut: رقم الهوية, رقم هوية, الرقم القومي, رقم قومي, الرقم الوطني, رقم وطني, الرقم المدني
        kr-rrn, in-aadhaar, cl-rut: رقم مدني, الرقم الشخصي, رقم شخصي, الهوية الوطنية, السجل المدني, رقم الإقامة
        kr-rrn, in-aadhaar, cl-rut: هوية مقيم, الهوية الإماراتية, الرقم الموحد
        de-license-plate, uk-license-plate, in-license-plate: لوحة السيارة, لوحة المركبة, رقم اللوحة, رقم لوحة
        de-license-plate, uk-license-plate, in-license-plate: لوحة أرقام, لوحات السيارة, رقم السيارة, رقم المركبة
        de-license-plate, uk-license-plate, in-license-plate: نمرة السيارة
        ng-license-plate, tr-license-plate: لوحة السيارة, لوحة المركبة, رقم اللوحة, رقم لوحة, لوحة أرقام, لوحات السيارة
        ng-license-plate, tr-license-plate: رقم السيارة, رقم المركبة, نمرة السيارة
        de-postcode, uk-postcode: الرمز البريدي, رمز بريدي, صندوق البريد, صندوق بريد

        # الضرائب والضمان
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: الرقم الضريبي, رقم ضريبي, التعريف الضريبي
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: الرقم الجبائي, المعرف الجبائي, رقم دافع الضرائب
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: البطاقة الضريبية, الملف الضريبي, المعرف الضريبي
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: الرقم الضريبي, رقم ضريبي, التعريف الضريبي
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: الرقم الجبائي, المعرف الجبائي, رقم دافع الضرائب
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: البطاقة الضريبية, الملف الضريبي, المعرف الضريبي
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: الرقم الضريبي, رقم ضريبي, التعريف الضريبي, الرقم الجبائي
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: المعرف الجبائي, رقم دافع الضرائب, البطاقة الضريبية, الملف الضريبي
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: المعرف الضريبي
        de-vat, fr-vat, it-vat, es-cif, pt-nif, pl-nip: القيمة المضافة
        us-ssn, ca-sin, de-social-security, at-social-security: الضمان الاجتماعي, ضمان اجتماعي, التأمينات الاجتماعية
        us-ssn, ca-sin, de-social-security, at-social-security: التأمين الاجتماعي, الرقم التأميني, الحماية الاجتماعية
        ch-social-security, fr-nir, be-national-number, gr-amka, uk-nino: الضمان الاجتماعي, ضمان اجتماعي
        ch-social-security, fr-nir, be-national-number, gr-amka, uk-nino: التأمينات الاجتماعية, التأمين الاجتماعي
        ch-social-security, fr-nir, be-national-number, gr-amka, uk-nino: الرقم التأميني, الحماية الاجتماعية
        ie-pps: الضمان الاجتماعي, ضمان اجتماعي, التأمينات الاجتماعية, التأمين الاجتماعي, الرقم التأميني
        ie-pps: الحماية الاجتماعية
        de-health-insurance, us-mbi, au-medicare, uk-nhs: التأمين الصحي, تأمين صحي, بطاقة صحية, البطاقة الصحية
        de-health-insurance, us-mbi, au-medicare, uk-nhs: رقم المريض, رقم الملف الطبي
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: السجل التجاري, سجل تجاري, رقم المنشأة, رقم الشركة
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: رقم التسجيل التجاري, رقم السجل
        au-acn, se-organization-number, es-cif, ar-cuit: السجل التجاري, سجل تجاري, رقم المنشأة, رقم الشركة
        au-acn, se-organization-number, es-cif, ar-cuit: رقم التسجيل التجاري, رقم السجل

        # بلدان أخرى
        de-tax-id, de-tax-number: معرف الضرائب الألماني
        de-social-security, at-social-security, ch-social-security: تأمين التقاعد, التأمين التقاعدي
        de-commercial-register: السجل التجاري, المحكمة المحلية
        de-lanr, us-npi: رقم الطبيب, رقم ترخيص الطبيب
        de-bsnr: رقم العيادة
        fr-nir: رقم التأمين الفرنسي
        fr-siren, fr-siret: الشركة الفرنسية
        es-nif, es-nie, es-cif: الهوية الإسبانية, رقم الأجنبي, الرقم الضريبي الإسباني
        it-fiscal-code, it-vat: الرمز الضريبي, الكود الفيسكال, كوديتشي فيسكالي
        be-national-number, nl-bsn: السجل الوطني, رقم خدمة المواطن, الرقم الهولندي
        se-personal-number, fi-hetu, dk-cpr, no-birth-number: رقم الميلاد, بيرسون نومر
        cz-sk-birth-number: رقم الميلاد, بيرسون نومر
        us-ssn: رقم الضمان
        uk-nino: التأمين الوطني
        tr-id: كيملك, الكيملك, الهوية التركية
        il-id: الهوية الإسرائيلية, هوية إسرائيلية
        in-aadhaar: آدهار
        kr-frn: تسجيل الأجانب, بطاقة الإقامة

        # ما قد تكونه الأرقام غير ذلك
        not *: رقم الطلب, رقم طلب, رقم الطلبية, رقم أمر الشراء, أمر شراء, رقم الفاتورة, رقم فاتورة, فاتورة رقم
        not *: رقم الشحنة, رقم شحنة, رقم التتبع, رقم تتبع, رقم البوليصة, بوليصة الشحن, رقم التذكرة, رقم تذكرة
        not *: رقم المنتج, رقم منتج, رقم الصنف, رقم القطعة, رقم القطعه, رقم الموديل, رقم الطراز, رقم الدفعة, رمز الخطأ
        not *: كود الخطأ, رمز الحالة, رمز المنتج, الباركود, باركود, الرمز الشريطي, رقم المعاملة, معرف المعاملة
        not *: رقم العملية, المجموع الاختباري
        not payment-card, phone, us-ssn, us-npi, br-cpf: الرقم التسلسلي, رقم تسلسلي, الرقم المسلسل, رقم الحجز
        not payment-card, phone, us-ssn, us-npi, br-cpf: رقم المرجع, الرقم المرجعي, رقم القضية, رقم الإيصال
        not br-cnpj, pl-pesel, de-tax-id: الرقم التسلسلي, رقم تسلسلي, الرقم المسلسل, رقم الحجز, رقم المرجع
        not br-cnpj, pl-pesel, de-tax-id: الرقم المرجعي, رقم القضية, رقم الإيصال
        not payment-card, imei, phone, us-npi, at-social-security, bg-egn: الطابع الزمني, طابع زمني
        not se-personal-number, cz-sk-birth-number, ro-cnp, kr-rrn, za-id: الطابع الزمني, طابع زمني
        not ipv4, date, coordinates: إصدار, الإصدار, نسخة, النسخة, القسم, الفصل, الفقرة
        not date: نشر في, تاريخ النشر, آخر تحديث, تم التحديث, تاريخ الإنشاء, تاريخ الانتهاء, صالح حتى
        not de-postcode: المنفذ, منفذ, صفحة, الصفحة, دولار, يورو, ريال, درهم, دينار, جنيه
        not coordinates: السعر, المبلغ, دولار, يورو, ريال, درهم
        not phone, us-bank-account: المبلغ الإجمالي, إجمالي المبلغ, المبلغ المستحق
        not de-license-plate, uk-license-plate: رحلة, رقم الرحلة, موديل
        """
}
