# What is answered before anything else when somebody writes of a sign of danger. Fixed texts: nothing here diagnoses or doses.

care-not-medical-advice = This is not medical advice.

care-emergency-chest-pain = Stop now and sit down. Pain or pressure in the chest can be an emergency: call your local emergency number right away and don't stay alone. Your plan is on hold until a person has cleared it with you. { care-not-medical-advice }
care-emergency-fainting = Stop now and lie down. Fainting can be an emergency: call your local emergency number, or have somebody call for you. Your plan is on hold until a person has cleared it with you. { care-not-medical-advice }
care-emergency-breathless-at-rest = Stop now and sit upright. Being out of breath at rest can be an emergency: call your local emergency number right away. Your plan is on hold until a person has cleared it with you. { care-not-medical-advice }
care-emergency-heat-confusion = Stop now, get out of the heat and cool down with whatever is there. Confusion in the heat is an emergency: call your local emergency number, and don't stay alone. Your plan is on hold until a person has cleared it with you. { care-not-medical-advice }
care-emergency-racing-heart = Stop now and sit down. A racing heart together with other signs can be an emergency: call your local emergency number right away. Your plan is on hold until a person has cleared it with you. { care-not-medical-advice }
care-emergency-stroke = Stop now. A drooping face, a weak side or trouble speaking is an emergency in which minutes count: call your local emergency number right away. Your plan is on hold until a person has cleared it with you. { care-not-medical-advice }
care-emergency-self-harm = I'm glad that you wrote this. Please don't stay alone with it: call your local emergency number or a crisis line now, or go to somebody you trust. Training can wait; your plan is on hold until a person has talked with you.

care-caution-dizziness = Nothing hard while you feel dizzy: stop if it happens on the way, and don't ride or swim alone. See a clinician before your next hard session. { care-not-medical-advice }
care-caution-fever = No training with a fever, and nothing hard in the days after it. See a clinician if it doesn't pass. { care-not-medical-advice }
care-caution-long-pain = Pain that lasts longer than two weeks should be looked at: nothing hard until then, and please see a clinician. { care-not-medical-advice }
care-caution-pregnancy = Nothing hard until you have talked about your training with your midwife or a clinician; they know what suits you. { care-not-medical-advice }
care-caution-new-medicine = Nothing hard until you have asked a clinician or pharmacist what your new medicine means for training. { care-not-medical-advice }
