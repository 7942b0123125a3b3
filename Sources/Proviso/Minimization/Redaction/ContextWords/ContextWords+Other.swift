extension ContextWords {
    /// Identifiers of further countries, in their languages.
    static let other = """
        language: mul

        # Swedish
        se-personal-number: personnr, personnumret, personnumren, samordningsnummer*, person-nr, födelsenummer
        se-organization-number: organisationsnummer*, orgnr, org-nr, organisationsnr, bolagsverket, org nummer
        phone: telefonnummer*, telefonnumret, mobilnummer*, mobilnumret, mobiltelefon, tfn, ring mig, ring oss
        payment-card: kortnummer*, kortnumret, betalkort*, bankkort*, kreditkort*, kontokort
        iban, us-bank-account: kontonummer*, kontonumret, bankgiro, plusgiro, clearingnummer
        de-passport, uk-passport, us-passport, es-passport: passnummer, passnumret, passets nummer
        it-passport, in-passport, kr-passport: passnummer, passnumret, passets nummer
        de-driving-license, uk-driving-license, us-driving-license: körkort*
        it-driving-license, kr-driving-license: körkort*
        de-id-card, it-id-card, es-nif, sg-nric: id-kort*, legitimation, identitetskort*
        tr-id, il-id, th-id, za-id: id-kort*, legitimation, identitetskort*
        de-license-plate, uk-license-plate, in-license-plate: registreringsnummer*, regnr, reg-nr, nummerplåt*
        ng-license-plate, tr-license-plate: registreringsnummer*, regnr, reg-nr, nummerplåt*
        de-postcode: postnummer
        date: född, födelsedatum, födelsedag, avliden, dödsdatum
        de-health-insurance, uk-nhs: patientnummer

        # Danish and Norwegian
        dk-cpr: cpr-nummeret, cprnr, cprnummer, personnummeret
        no-birth-number: fødselsnr, fødselsnummeret, f-nr, d-nummer, personnr, fnr, fødsels- og personnummer
        phone: tlf, tlfnr, mobilnr, ring til
        payment-card: betalingskort*, kredittkort*, dankort
        iban, us-bank-account: kontonr, registreringsnummer, bankkonto
        de-passport, uk-passport, us-passport, es-passport: pasnummer, pasnr, passnr, reisepass
        it-passport, in-passport, kr-passport: pasnummer, pasnr, passnr, reisepass
        de-driving-license, uk-driving-license, us-driving-license: førerkort*, forerkort*, kørekort*, korekort*
        de-driving-license, uk-driving-license, us-driving-license: førerkort*, kørekort*
        de-id-card, it-id-card, es-nif, sg-nric: legitimasjon
        tr-id, il-id, th-id, za-id: legitimasjon
        de-license-plate, uk-license-plate, in-license-plate: kjennemerke, nummerplade, nummerskilt, skiltnummer
        ng-license-plate, tr-license-plate: kjennemerke, nummerplade, nummerskilt, skiltnummer
        date: født, fødselsdato, fødselsdag, død, afgået ved døden

        # Finnish
        fi-hetu: henkilötunnus, henkilötunnukse*, henkilötunnusta, sosiaaliturvatunnus, sotu, personbeteckning*, hetun
        phone: puhelinnumero*, puhelin, puh, matkapuhelin, kännykkä, puhelimitse
        payment-card: korttinumero*, luottokort*, pankkikort*, kortin numero
        iban: tilinumero*, pankkitili*
        de-passport, uk-passport, us-passport, es-passport: passin numero, passinumero*
        it-passport, in-passport, kr-passport: passin numero, passinumero*
        de-driving-license, uk-driving-license, us-driving-license: ajokort*
        it-driving-license, kr-driving-license: ajokort*
        de-id-card, it-id-card, es-nif, sg-nric: henkilökort*
        tr-id, il-id, th-id, za-id: henkilökort*
        date: syntynyt, syntymäaika, syntymäpäivä, kuollut

        # Czech and Slovak
        cz-sk-birth-number: rodného čísla, rodným číslem, rodné čísla, rodnom čísle, rodným číslom
        phone: telefonní číslo, telefonního čísla, telefónne číslo, mobilní, mobilné, mobilu, volejte, zavolejte
        phone: volajte, telefónu
        payment-card: číslo karty, platební kart*, platobn* kart*, kreditn* kart*, debetn* kart*
        iban: číslo účtu, bankovní účet, bankovního účtu, bankový účet, bankového účtu
        de-passport, uk-passport, us-passport, es-passport: číslo pasu, cestovní pas, cestovního pasu, cestovný pas
        de-passport, uk-passport, us-passport, es-passport: cestovného pasu, cestovní doklad
        it-passport, in-passport, kr-passport: číslo pasu, cestovní pas, cestovního pasu, cestovný pas, cestovného pasu
        it-passport, in-passport, kr-passport: cestovní doklad
        de-driving-license, uk-driving-license, us-driving-license: řidičsk* průkaz*, vodičsk* preukaz*
        it-driving-license, kr-driving-license: řidičsk* průkaz*, vodičsk* preukaz*
        de-id-card, it-id-card, es-nif, sg-nric: občansk* průkaz*, občiansk* preukaz*, číslo op, průkaz totožnosti
        tr-id, il-id, th-id, za-id: občansk* průkaz*, občiansk* preukaz*, číslo op, průkaz totožnosti
        de-license-plate, uk-license-plate, in-license-plate: spz, státní poznávací značka, registrační značka
        de-license-plate, uk-license-plate, in-license-plate: evidenčné číslo vozidla
        ng-license-plate, tr-license-plate: spz, státní poznávací značka, registrační značka, evidenčné číslo vozidla
        de-postcode: psč, směrovací číslo, smerovacie číslo
        date: narozen, narozena, narozený, datum narození, narodený, narodená, dátum narodenia, zemřel, zemřela, úmrtí

        # Romanian
        ro-cnp: cod numeric personal, codul numeric personal, codului numeric personal
        phone: telefonul, telefonului, mobilul, sunați, apelați
        payment-card: cardul, cardului, card bancar
        iban: cont bancar, contul bancar, număr de cont, numărul contului
        de-passport, uk-passport, us-passport, es-passport: pașaport*
        it-passport, in-passport, kr-passport: pașaport*
        de-driving-license, uk-driving-license, us-driving-license: permis de conducere, permisul de conducere
        de-driving-license, uk-driving-license, us-driving-license: permisului de conducere
        it-driving-license, kr-driving-license: permis de conducere, permisul de conducere, permisului de conducere
        de-id-card, it-id-card, es-nif, sg-nric: carte de identitate, cartea de identitate, buletin de identitate
        de-id-card, it-id-card, es-nif, sg-nric: buletinul, act de identitate
        tr-id, il-id, th-id, za-id: carte de identitate, cartea de identitate, buletin de identitate, buletinul
        tr-id, il-id, th-id, za-id: act de identitate
        date: născut, născută, data nașterii, decedat, decedată
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr: cod de identificare fiscală, cif, cod fiscal
        au-tfn, in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip: cod de identificare fiscală, cif, cod fiscal
        ua-tax-number, br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: cod de identificare fiscală, cif, cod fiscal
        de-vat, fr-vat, it-vat, es-cif: cod de identificare fiscală, cif, cod fiscal

        # Bulgarian
        bg-egn: граждански номер, лнч
        phone: телефон, телефона, телефонен, телефонния, мобилен, мобилния, обадете се
        payment-card: кредитна карта, дебитна карта, банкова карта, номер на карта, номер на картата
        iban: банкова сметка, номер на сметка, банковата сметка
        de-passport, uk-passport, us-passport, es-passport: паспорт, паспорта
        it-passport, in-passport, kr-passport: паспорт, паспорта
        de-driving-license, uk-driving-license, us-driving-license: свидетелство за управление, шофьорска книжка
        it-driving-license, kr-driving-license: свидетелство за управление, шофьорска книжка
        de-id-card, it-id-card, es-nif, sg-nric: лична карта, личната карта, документ за самоличност
        tr-id, il-id, th-id, za-id: лична карта, личната карта, документ за самоличност
        date: роден, родена, дата на раждане, рождена дата, починал, починала

        # Greek
        gr-amka: κοινωνικής ασφάλισης
        phone: τηλέφωνο, τηλεφώνου, τηλ, κινητό, κινητού, φαξ, καλέστε
        payment-card: πιστωτική κάρτα, πιστωτικής κάρτας, χρεωστική κάρτα, αριθμός κάρτας
        iban: τραπεζικός λογαριασμός, τραπεζικού λογαριασμού, αριθμός λογαριασμού
        de-passport, uk-passport, us-passport, es-passport: διαβατήριο, διαβατηρίου
        it-passport, in-passport, kr-passport: διαβατήριο, διαβατηρίου
        de-driving-license, uk-driving-license, us-driving-license: δίπλωμα οδήγησης, άδεια οδήγησης, άδειας οδήγησης
        it-driving-license, kr-driving-license: δίπλωμα οδήγησης, άδεια οδήγησης, άδειας οδήγησης
        de-id-card, it-id-card, es-nif, sg-nric: ταυτότητα, ταυτότητας, αδτ
        tr-id, il-id, th-id, za-id: ταυτότητα, ταυτότητας, αδτ
        date: γεννήθηκε, ημερομηνία γέννησης, γενέθλια, γεννηθείς, απεβίωσε, πέθανε
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: αφμ, αριθμός φορολογικού μητρώου
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: αφμ, αριθμός φορολογικού μητρώου
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: αφμ, αριθμός φορολογικού μητρώου

        # Turkish
        tr-id: tc kimlik, t.c. kimlik, kimlik no, kimlik numarası, kimlik numarasi, kimlik numaram, tckn, tc no
        tr-id: tc kimlik, t.c. kimlik, kimlik no, kimlik numarası, kimlik numaram, tckn, tc no, kimlik numaranız
        phone: telefonum, cep, arayın, arayınız, faks
        payment-card: kart numarası, kart numarasi, kredi kartı, kredi karti, banka kartı, banka karti, kart no
        payment-card: kart numarası, kredi kartı, banka kartı, kart no
        de-driving-license, uk-driving-license, us-driving-license: ehliyet, ehliyeti, sürücü belgesi
        it-driving-license, kr-driving-license: ehliyet, ehliyeti, sürücü belgesi
        de-id-card, it-id-card, es-nif, sg-nric: nüfus cüzdanı, kimlik kartı, kimlik karti
        tr-id, il-id, th-id, za-id: nüfus cüzdanı, kimlik kartı, kimlik karti
        de-id-card, it-id-card, es-nif, sg-nric: nüfus cüzdanı, kimlik kartı
        date: doğum tarihi, doğumlu, doğum günü, doğdu, ölüm tarihi, vefat
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: vergi numarası, vergi numarasi, vergi kimlik, vkn
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: vergi numarası, vergi numarasi, vergi kimlik, vkn
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: vergi numarası, vergi kimlik, vkn

        # Korean
        kr-rrn: 주민번호*, 주민등록*
        kr-frn: 외국인등록*, 외국인 등록
        kr-brn: 사업자번호*, 사업자등록*, 사업자 등록
        kr-driving-license: 운전면허*, 면허번호*, 운전 면허
        kr-passport, us-passport: 여권*
        phone: 전화*, 휴대폰*, 휴대전화*, 핸드폰*, 연락처*, 팩스*, 연락 주세요
        payment-card: 신용카드*, 체크카드*, 카드*
        iban, us-bank-account: 계좌*, 은행계좌*
        email: 이메일*, 전자우편*, 메일*
        date: 생년월일*, 생일*, 출생*, 사망일*
        de-postcode: 우편번호*

        # Thai
        th-id: *บัตรประชาชน, *ประจำตัวประชาชน
        phone: โทร, เบอร์โทร, มือถือ, เบอร์มือถือ, *โทรศัพท์
        payment-card: บัตรเดบิต, หมายเลขบัตร, *บัตรเครดิต
        us-passport, uk-passport: พาสปอร์ต, *หนังสือเดินทาง
        us-driving-license: *ใบขับขี่
        iban, us-bank-account: เลขที่บัญชี, บัญชีธนาคาร, เลขบัญชี
        email: อีเมล
        date: วันเกิด, เกิดวันที่, วันเดือนปีเกิด

        # Hebrew
        il-id: תעודת זהות, תעודת הזהות, תעודת זהותי, מספר זהות, המספר זהות, מס זהות, ת.ז., ת״ז, תז, הת.ז., הת״ז, התז
        phone: טלפון, הטלפון, בטלפון, נייד, הנייד, טל, פקס, וואטסאפ, סלולרי, התקשרו, להתקשר
        payment-card: כרטיס האשראי, מספר כרטיס, מספר הכרטיס, אשראי
        iban, us-bank-account: חשבון בנק, מספר חשבון, חשבון הבנק
        de-passport, uk-passport, us-passport, es-passport: דרכון, הדרכון
        it-passport, in-passport, kr-passport: דרכון, הדרכון
        de-driving-license, uk-driving-license, us-driving-license: רישיון נהיגה, רשיון נהיגה
        it-driving-license, kr-driving-license: רישיון נהיגה, רשיון נהיגה
        de-license-plate, uk-license-plate, in-license-plate: לוחית רישוי, מספר רכב, מספר רישוי
        ng-license-plate, tr-license-plate: לוחית רישוי, מספר רכב, מספר רישוי
        email: אימייל, דואל, דוא״ל, דוא"ל, דואר אלקטרוני, מייל
        date: תאריך לידה, נולד, נולדה, יום הולדת, נפטר, נפטרה
        de-postcode: מיקוד

        # Japanese
        imei: 端末番号*
        phone: 電話, 電話番号*, 携帯, 携帯電話, 携帯番号*, ファックス, 連絡先, *電話番号, *携帯番号
        payment-card: クレジットカード*, カード番号*, デビットカード, *カード番号
        iban, us-bank-account: 口座番号*, 銀行口座, *口座番号
        us-passport, uk-passport: パスポート, パスポート番号*, 旅券番号*, 旅券, *旅券番号
        us-driving-license: 運転免許, 運転免許証, *免許証番号
        email: メール, メールアドレス, 電子メール
        date: 生年月日, 誕生日, 生まれ, 死亡日
        in-aadhaar: マイナンバー*, 個人番号
        de-postcode: 郵便番号

        # Chinese
        imei: 设备号*, 設備號*
        phone: 電話號碼, 电话号码, 手机, 手機, 手機號碼, 聯絡電話, 傳真, 传真, *电话, *电话是, *手机号, *手机号码, *手机号是
        payment-card: 信用卡, 银行卡, 銀行卡, 借记卡, *卡号, *卡號
        iban, us-bank-account: 银行账户, 银行帐号, 銀行帳號, 帳號, *账号
        us-passport, uk-passport: 护照, 護照, 护照号, 護照號碼, *护照号码
        us-driving-license: 驾驶证, 驾照, 駕照
        email: 邮箱, 电子邮件, 電子郵件, 邮箱地址, 电邮
        date: 出生日期, 生日, 出生, 死亡日期
        vin: 车架号, 车辆识别代号

        # Hindi, Indonesian and Russian
        in-aadhaar: आधार
        phone: फोन नंबर, मोबाइल, दूरभाष, nomor telepon, nomor hp, телефону, мобильный, мобильного, позвоните, звоните
        payment-card: kartu kredit, nomor kartu, кредитная карта, банковская карта, номер карты, номер картой
        de-passport, uk-passport, us-passport, es-passport: paspor, загранпаспорт, паспортные данные, पासपोर्ट
        it-passport, in-passport, kr-passport: paspor, загранпаспорт, паспортные данные, पासपोर्ट
        date: дата рождения, родился, родилась, умер, умерла, tanggal lahir, जन्म तिथि, जन्मतिथि
        ua-tax-number: инн, идентификационный код, налоговый номер
        de-driving-license, uk-driving-license, us-driving-license: водительское удостоверение, водительские права
        it-driving-license, kr-driving-license: водительское удостоверение, водительские права

        # What numbers are that look like these
        not *: ordernummer, beställningsnummer, fakturanummer, fakturanr, bestillingsnummer, ordrenummer, tilausnumero
        not *: laskun numero, číslo objednávky, číslo faktury, číslo zásilky, număr comandă, numărul comenzii
        not *: număr factură, sipariş no, sipariş numarası, fatura no, takip numarası, takip no, kargo takip
        not *: αριθμός παραγγελίας, αριθμός τιμολογίου, номер на поръчка, номер заказа, номер счета-фактуры, трек-номер
        not *: артикул, 주문번호*, 송장번호*, 운송장번호*, 注文番号, 伝票番号, 追跡番号, 订单号, 订单编号, 訂單編號, 快递单号, 运单号, 发票号码, 物流单号, מספר הזמנה
        not *: מספר חשבונית, מספר משלוח, หมายเลขคำสั่งซื้อ, artikelnummer, varenummer, tuotenumero, číslo výrobku
        not *: felkod, fejlkode, feilkode, virhekoodi, kód chyby, hata kodu, sporingsnummer, spårningsnummer
        not *: kollinummer, seurantakoodi, sändningsnummer
        not ipv4, date: versio, verze, verzia, versiunea, verziya, sürüm, έκδοση, версия, 버전*, バージョン, 版本, גרסה, เวอร์ชัน

        # What else people write
        th-id: บัตรประชาชน, ประจำตัวประชาชน, thai citizen id, citizen id
        th-id: หมายเลขบัตรประชาชน, เลขบัตรประชาชน, เลขประจำตัวประชาชน, หมายเลขประจำตัวประชาชน
        dk-cpr: personnummer
        cz-sk-birth-number: rodné č, rodne c, RC
        tr-license-plate: plakalı, plakali, plaka*

        # Orders, parcels and files
        not payment-card, imei, phone: pedido, pedidos, encomenda, referencia de pedido, commande, colis, dossier
        not payment-card, imei, phone: bestelling*, bestellung*, auftrag, ordine, ordre, zamówieni*, замовлен*, посилк*
        not payment-card, imei, phone: order, orders, parcel, shipment, lot, lotto, pièce, pezzo, n de dossier
        """
}
