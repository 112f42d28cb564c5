//! Spanish wordings.

use super::Phrases;
use crate::care::Sign::{
    BreathlessAtRest, ChestPain, Dizziness, Fainting, Fever, HeatConfusion, LongPain, NewMedicine, Pregnancy,
    RacingHeart, SelfHarm, Stroke,
};

pub(super) const PHRASES: Phrases = Phrases {
    signs: &[
        (
            ChestPain,
            &[
                "dolor|dolores|presion|opresion|pinchazo|pinchazos|punzada|punzadas|molestia|molestias|ardor|tension ~ pecho|esternon",
                "duele|dolia|dolio|aprieta|oprime|oprimido|arde|pincha ~ pecho|esternon",
                "pecho ~ duele|dolia|dolio|dolor|aprieta|apretado|oprime|oprimido|arde|presion|opresion",
                "dolor ~ corazon",
                "duele el corazon",
                "infarto|infartos",
                "angina de pecho",
            ],
        ),
        (
            Fainting,
            &[
                "desmaye|desmayo|desmayos|desmayado|desmayada|desmayarme|desmayaba|desmayando",
                "desvaneci|desvanecido|desvanecida|desvanecimiento",
                "perdi|perder|perdido|perdiendo|perdida ~ conocimiento|conciencia|consciencia",
                "inconsciente",
            ],
        ),
        (
            BreathlessAtRest,
            &[
                "no puedo|podia respirar",
                "me ahogo|asfixio & reposo|sentado|sentada|acostado|acostada|tumbado|tumbada|cama|quieto|quieta|dormir|durmiendo",
                "sin|falta|faltaba|cuesta|costaba|dificultad ~ aire|aliento|respirar|respiracion & reposo|sentado|sentada|acostado|acostada|tumbado|tumbada|cama|quieto|quieta|dormir|durmiendo",
            ],
        ),
        (
            HeatConfusion,
            &[
                "golpe de calor",
                "insolacion",
                "confundido|confundida|confuso|confusa|confusion|desorientado|desorientada|delirando|delirio & calor|sol|bochorno|grados|caluroso",
                "deje de sudar",
            ],
        ),
        (
            RacingHeart,
            &[
                "corazon ~ acelerado|acelera|acelero|desbocado|latia|late|latiendo|dispara|disparado|irregular|salta|saltaba & mareo|mareos|mareado|mareada|desmayo|aire|pecho|reposo|sentado|sentada|acostado|acostada|tumbado|tumbada|cama|frio",
                "palpitaciones|taquicardia|taquicardias|arritmia|arritmias & mareo|mareos|mareado|mareada|desmayo|aire|pecho|reposo|sentado|sentada|acostado|acostada|tumbado|tumbada|cama|frio",
            ],
        ),
        (
            Stroke,
            &[
                "cara|boca|rostro|sonrisa ~ caida|caido|torcida|torcido|dormida|dormido|paralizada|paralizado|entumecida",
                "lado izquierdo|derecho ~ debil|dormido|paralizado|entumecido",
                "mitad ~ cara|cuerpo ~ dormida|dormido|paralizada|entumecida",
                "durmio|dormido ~ mitad|cara|boca",
                "debilidad|hormigueo|adormecimiento|entumecimiento|paralisis ~ lado|mitad",
                "ictus",
                "derrame cerebral",
                "arrastro|arrastraba|arrastrando las palabras",
                "no puedo hablar bien",
            ],
        ),
        (
            SelfHarm,
            &[
                "suicidio|suicidarme|suicida|suicidar|suicidarse",
                "matarme",
                "quitarme la vida",
                "acabar|terminar con mi vida",
                "acabar con todo",
                "hacerme dano",
                "cortarme las venas",
                "autolesion*",
                "quiero|quisiera|ganas ~ morir|morirme",
                "no ~ ganas ~ vivir|seguir",
                "no quiero ~ vivir|viviendo|despertar",
                "no vale la pena vivir",
            ],
        ),
        (
            Dizziness,
            &[
                "mareo|mareos|mareado|mareada|marearme|mareando|vertigo|vertigos",
                "me mareo|maree|mareaba",
                "cabeza|todo ~ da vueltas",
            ],
        ),
        (
            Fever,
            &[
                "fiebre|febril|calentura",
                "tengo|tenia|con temperatura",
                "temperatura ~ 37*|38*|39*|40* & tengo|mi|cuerpo|termometro",
            ],
        ),
        (
            LongPain,
            &[
                "dolor|dolores|duele|duelen|molestia|molestias & hace|durante|llevo|lleva|mas|desde|ultimas ~ dos|tres|cuatro|cinco|seis|ocho|varias|unas|2|3|4|5|6|8|10|12 ~ semanas",
                "dolor|dolores|duele|duelen|molestia|molestias & hace|durante|llevo|lleva|mas|desde|ultimos ~ mes|meses|ano|anos",
            ],
        ),
        (Pregnancy, &["embarazada|embarazo", "espero un bebe"]),
        (
            NewMedicine,
            &[
                "nuevo|nueva|nuevos|nuevas|empece|empezado|empezando|comence|recetado|recetaron|receto|cambiado|cambiaron ~ medicamento|medicamentos|medicina|medicinas|medicacion|pastilla|pastillas|tratamiento|antibiotico|antibioticos|farmaco|antidepresivo|antidepresivos|estatinas|inhalador|corticoides",
                "medicamento|medicina|medicacion|pastilla|pastillas|tratamiento nuevo|nueva|nuevas",
                "tomando|tomo antibiotico|antibioticos",
            ],
        ),
    ],
    harmless: &[
        "banda|cinta|correa|sensor|pulsometro|monitor|cinturon de|del pecho",
        "banda|cinta|correa|sensor|pulsometro|monitor|cinturon en el pecho",
        "banda|cinta|correa|sensor pectoral",
        "press|dia|ejercicio|ejercicios|musculos de pecho",
        "a lo hecho pecho",
        "tomar|tomo|tomes|tomas a pecho",
        "morir|morirme|morirse de ganas|hambre|sed|sueno|risa|cansancio|verguenza|aburrimiento",
        "matarme entrenando|corriendo|nadando|pedaleando",
        "matarme a series|entrenar|entrenos|kilometros",
        "matarme en el|la|las gimnasio|bici|pista|cinta|entrenamiento|entreno|carrera|cuesta|cuestas|subida|series",
        "casi me da|dio un infarto",
        "confundido|confundida|confuso|confusa con|sobre",
        "fiebre del|por|runner|maratoniana",
        "mujer|esposa|novia|hermana|amiga|pareja|hija esta embarazada",
        "no puedo|podia respirar por|hacia el|la nariz|lado|izquierda|derecha",
        "no podia respirar en la|esa|cada cuesta|subida|serie|ola",
        "temperatura ambiente|exterior",
        "temperatura del agua|aire",
        "serie|series|entreno|carrera suicida|suicidas",
    ],
    negators: &["no", "sin", "nunca", "ni", "tampoco", "jamas", "ningun", "ninguna"],
    unless_after: &[],
    fillers: &[
        "tengo", "tenia", "tuve", "he", "tenido", "hay", "habia", "hubo", "siento", "senti", "sentido", "ningun",
        "ninguna", "un", "una", "el", "la", "los", "las", "de", "estoy", "estaba", "estuve", "me", "ha", "mas", "o",
        "ni", "nada", "mi",
    ],
    closers: &["ninguno", "ninguna", "negativo"],
};
