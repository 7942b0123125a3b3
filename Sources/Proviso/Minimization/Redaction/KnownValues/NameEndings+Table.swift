extension NameEndings {
    /// Which endings names get, by how they end themselves. Letters are written with their accents: an ending with
    /// one is found with one only, so that `Annę` is a form of `Anna` and `Anne` is another name. How a name ends is
    /// compared without accents.
    ///
    /// Italian, Spanish, Portuguese and French have none.
    static let table: [Rule] = [
        // German, Dutch, English and Scandinavian languages, where the -s needs no apostrophe. The old -en is left
        // out but behind -e: `Hessen` is a state, and seldom a form of `Hess`.
        Rule("a b c d e f g h i j k l m n o p q r t u v w y", strip: 0, "s sche schen scher sches"),
        Rule("s x z sch sh", strip: 0, "es ens sche schen scher sches"),
        Rule("e", strip: 0, "n ns"),
        // Polish, Czech, Slovak, Croatian and Slovene.
        Rule(
            "b c d f g h j k l m n p q r s t v w x z", strip: 0,
            "a owi em u ie ovi om owie ów ami ova ová ové ovou"),
        Rule("k g", strip: 0, "iem"),
        Rule("r", strip: 0, "ze"),
        Rule("a", strip: 1, "y ie ę ą ě u ou ei ov ovi ů ová ové ovou"),
        Rule("ia ja la ka ga", strip: 1, "i"),
        Rule("sia zia cia nia", strip: 1, "", otherwise: "u"),
        Rule("ra", strip: 1, "ze"),
        Rule("da", strip: 1, "zie"),
        Rule("ta", strip: 2, "cie"),
        Rule("ka", strip: 2, "ce"),
        Rule("ga", strip: 2, "dze ze"),
        Rule("ski cki zki", strip: 1, "iego iemu im a iej ą ich imi ie iego"),
        Rule("ska cka zka", strip: 1, "iej ich"),
        Rule("sky cky ny ty vy ry ly", strip: 1, "ého ému ým ém á é ou"),
        Rule("ova", strip: 1, "é ej"),
        Rule("ek", strip: 2, "ka kowi kiem ku kem kovi kom kovou ková kové"),
        Rule("el", strip: 2, "la lowi lem lovi lu lom ła łowi łem łu"),
        Rule("iec", strip: 3, "ca cowi cem cu"),
        Rule("ec", strip: 2, "ca cowi cem covi cu com"),
        Rule("ko", strip: 1, "a i ę ą u om em"),
        Rule("ko", strip: 2, "ce"),
        // Finnish.
        Rule("a e i o u y", strip: 0, "n lle lta ltä lla llä ssa ssä sta stä ksi"),
        Rule("nen", strip: 3, "sen selle selta seltä sella sellä sesta sestä sessa sessä seen sta stä seksi"),
        // Ukrainian and Russian.
        Rule(
            "б в г ґ д ж з к л м н п р с т ф х ц ч ш щ", strip: 0,
            "а у ом ем е ові еві і ів ами ы ов и ам"),
        Rule("ов ев ин ін їн", strip: 0, "ым им ой ою ій ої ых их ыми ими ей"),
        Rule("ь", strip: 1, "я ю ем ём е еві єві і ем єм и ью"),
        Rule("й", strip: 1, "я ю ем ём е и єм єві еві ї"),
        Rule(
            "ий ый ій ой", strip: 2,
            "ого ому им ым ом ім а ої ій у ою ая ой ую их ых ими ыми их"),
        Rule("ий ій", strip: 2, "его ему ем їй"),
        Rule("а", strip: 1, "и і у ою о ы е ой ій ої"),
        Rule("ая", strip: 2, "ой ую ою"),
        Rule("ка", strip: 2, "ці"),
        Rule("га", strip: 2, "зі"),
        Rule("ха", strip: 2, "сі"),
        Rule("я", strip: 1, "і ї ю ею єю ей е и ёй"),
        Rule("о", strip: 1, "а у ом ові і"),
        Rule("ець", strip: 3, "ця цю цем цеві ці"),
        Rule("ец", strip: 2, "ца цу цом цем це"),
        Rule("ок ек", strip: 2, "ка ку ком ке кові кові"),
        Rule("ел", strip: 2, "ла лу лом ле"),
        // Greek.
        Rule("ος", strip: 2, "ου ο ε οι ων ους"),
        Rule("ης ας ις", strip: 1, ""),
        Rule("α η ω", strip: 0, "ς"),
    ]

    /// What follows a name behind an apostrophe: of English and Dutch, of German, and the cases of Turkish.
    static let behindApostrophe = """
        s sche schen scher sches \
        ın in un ün nın nin nun nün ı i u ü yı yi yu yü a e ya ye da de ta te dan den tan ten la le yla yle \
        lar ler ların lerin lara lere
        """
}
