extension ContextWords {
    /// Names of countries and what is from there, in ten languages: they say which of several numbers of one shape is meant.
    static let countries = """
        language: mul

        prefer ar: argentin*, аргентин*, الارجنتين, ارجنتين*
        prefer at: austria*, österreich*, oostenrijk*, autrich*, austríac*, austriack*, австрі*, النمسا, نمساوي*
        prefer au: australi*, australi*, австралі*, استراليا, استرالي*
        prefer be: belgi*, belgisch*, belge*, belga*, bélgica, бельгі*, بلجيكا, بلجيكي*
        prefer bg: bulgari*, bulgar*, bułgar*, болгар*, българ*, بلغاريا, بلغاري*
        prefer br: brazil*, brasil*, brésil*, brasilian*, brazyl*, бразил*, البرازيل, برازيلي*
        prefer ca: canad*, kanad*, канад*, كندا, كندي*
        prefer ch: swiss, switzerland, schweiz*, suisse, suiz*, svizzer*, zwitser*, suíç*, szwajcar*, швейцар*, سويسرا, سويسري*
        prefer cl: chile*, chilen*, чилій*, تشيلي*
        prefer cz: czech*, slovak*, tschech*, slowak*, tchèque*, chec*, ceco, ceca, slovacc*, tsjech*, slowaak*, česk*, slovensk*, czesk*, чеськ*, словац*
        prefer de: german, germany, deutsch*, allemand*, aleman*, alemán*, tedesc*, duits*, alemã*, niemiec*, німецьк*, المانيا, الماني*
        prefer dk: danish, denmark, dänisch*, dansk*, danois*, danés*, danes*, deens*, dinamarqu*, duńsk*, данськ*, الدنمارك
        prefer es: spanish, spain, spanisch*, espagnol*, español*, spagnol*, spaans*, espanhol*, hiszpańsk*, іспанськ*, اسبانيا, اسباني*
        prefer fi: finnish, finland, finnisch*, finlandais*, finland*, fins*, suomi*, suomen, fińsk*, фінськ*, فنلندا
        prefer fr: french, france, französ*, français*, francés*, frances*, frans*, francês*, francus*, французьк*, فرنسا, فرنسي*
        prefer gr: greek, greece, griech*, grec*, grieg*, greco, griek*, grego*, greck*, грецьк*, ελλην*, اليونان
        prefer ie: irish, ireland, irisch*, irland*, iers*, irlandes*, irlandzk*, ірландськ*, ايرلندا
        prefer il: israel*, ізраїл*, ישראל*, اسرائيل*
        prefer in: indian, india, indisch*, indien*, indio*, indiano*, indyjsk*, індійськ*, الهند
        prefer it: italian*, italy, italien*, italia*, italiaans*, włosk*, італійськ*, ايطاليا, ايطالي*
        prefer kr: rok, korea*, korean*, coré*, corea*, корейськ*, 대한민국, 한국, 여권, 운전면허, كوريا, كوري*
        prefer mx: mexic*, mexik*, mexiq*, messic*, meksyk*, мексикан*, المكسيك
        prefer ng: nigeria*, nigerian*, nigéri*, нігерій*, نيجيريا
        prefer nl: dutch, netherlands, niederländ*, holländ*, néerland*, holand*, neerland*, oland*, nederland*, holender*, нідерланд*, هولندا, هولندي*
        prefer no: norwegian, norway, norweg*, norsk*, norvég*, norueg*, norvegese, noors*, norwesk*, норвезьк*, النرويج
        prefer ph: bir, philippin*, filipin*, filippin*, філіппін*, الفلبين
        prefer pl: polish, poland, polnisch*, polonais*, polac*, polaco*, polacc*, pools*, polonês*, polsk*, польськ*, بولندا
        prefer pt: portug*, португальськ*, البرتغال
        prefer ro: romania*, rumän*, roumain*, ruman*, rumen*, roemeen*, romen*, rumuńsk*, румунськ*, românia, رومانيا
        prefer se: swedish, sweden, schwed*, suédois*, suec*, svedes*, zweeds*, svensk*, szwedzk*, шведськ*, السويد
        prefer sg: singapor*, singapur*, сінгапур*, سنغافورة
        prefer th: thai, thailand*, thaïland*, tailand*, thailänd*, тайськ*, ไทย, تايلاند
        prefer tr: turkish, turkey, türk*, turc*, turco*, turks*, tureck*, турецьк*, تركيا, تركي*
        prefer ua: ukrain*, ucran*, ucrain*, oekraïn*, україн*, украин*, اوكرانيا
        prefer uk: british, uk, united kingdom, britisch*, britanni*, britân*, brits*, brytyjsk*, британськ*, بريطانيا, بريطاني*
        prefer us: US, american, usa, united states, amerikan*, américain*, american*, amerikaans*, amerykańsk*, американськ*, امريكا, امريكي*
        prefer za: south african, south africa, südafrik*, sudafric*, sud africain*, zuid afrik*, sul africano, южноафрик*, جنوب افريقيا
        """
}
