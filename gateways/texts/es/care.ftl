# Lo que se responde antes que nada cuando alguien escribe sobre una señal de peligro. Textos fijos: nada aquí diagnostica ni receta.

care-not-medical-advice = Esto no es un consejo médico.

care-emergency-chest-pain = Para ahora y siéntate. Un dolor o una presión en el pecho puede ser una emergencia: llama ya al número de emergencias de tu zona y no te quedes a solas. Tu plan queda en pausa hasta que una persona lo revise contigo. { care-not-medical-advice }
care-emergency-fainting = Para ahora y túmbate. Un desmayo puede ser una emergencia: llama al número de emergencias de tu zona o pide a alguien que llame. Tu plan queda en pausa hasta que una persona lo revise contigo. { care-not-medical-advice }
care-emergency-breathless-at-rest = Para ahora y siéntate con la espalda recta. Que falte el aire en reposo puede ser una emergencia: llama ya al número de emergencias de tu zona. Tu plan queda en pausa hasta que una persona lo revise contigo. { care-not-medical-advice }
care-emergency-heat-confusion = Para ahora, sal del calor y refréscate con lo que tengas. La confusión con el calor es una emergencia: llama al número de emergencias de tu zona y no te quedes a solas. Tu plan queda en pausa hasta que una persona lo revise contigo. { care-not-medical-advice }
care-emergency-racing-heart = Para ahora y siéntate. El corazón acelerado junto con otras señales puede ser una emergencia: llama ya al número de emergencias de tu zona. Tu plan queda en pausa hasta que una persona lo revise contigo. { care-not-medical-advice }
care-emergency-stroke = Para ahora. La cara caída, un lado débil o dificultad para hablar es una emergencia en la que cuentan los minutos: llama ya al número de emergencias de tu zona. Tu plan queda en pausa hasta que una persona lo revise contigo. { care-not-medical-advice }
care-emergency-self-harm = Me alegra que lo hayas escrito. Por favor, no te quedes a solas con ello: llama ahora al número de emergencias de tu zona o a una línea de ayuda, o ve con alguien de confianza. El entrenamiento puede esperar; tu plan queda en pausa hasta que una persona haya hablado contigo.

care-caution-dizziness = Nada intenso mientras tengas mareos: para si te pasa en el camino y no montes en bici ni nades a solas. Consulta a un profesional de la salud antes de tu próxima sesión intensa. { care-not-medical-advice }
care-caution-fever = Con fiebre no se entrena, y nada intenso en los días siguientes. Si no se pasa, consulta a un profesional de la salud. { care-not-medical-advice }
care-caution-long-pain = Un dolor que dura más de dos semanas hay que mirarlo: hasta entonces nada intenso, y por favor consulta a un profesional de la salud. { care-not-medical-advice }
care-caution-pregnancy = Nada intenso hasta que hayas hablado de tu entrenamiento con tu matrona o un profesional de la salud, que saben qué te conviene. { care-not-medical-advice }
care-caution-new-medicine = Nada intenso hasta que hayas preguntado a un profesional de la salud o en la farmacia qué significa tu nuevo medicamento para el entrenamiento. { care-not-medical-advice }
