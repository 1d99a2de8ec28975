import { describe, expect, it } from '@jest/globals';
import { spokenOptOut } from './opt-out.ts';

const REFUSALS = `
Don't call me again.
do not call me again
Please don't call me anymore
Don’t call me any more, okay?
I told you don't call me
I said do not call this number
Thank you, don't call me
Please do not call.
Uh, can you, um, not call me again?
Don't ever call me again
don't you ever call this house again
Never call me again
Never call here again, understand?
Don't call me back.
Do not contact me again
Please don't contact us anymore
Don't text me anymore
stop calling me
Stop calling.
Please stop calling this number
Would you please stop, um, calling me
Can you stop calling?
I asked you to stop calling me three times
Why won't you stop calling me
Why don't you stop calling me
If you don't stop calling I'm calling the police
You need to stop calling here
Quit calling me
quit bothering me
Stop harassing me!
Just stop calling, okay
Stop, stop, stop calling me
S T O P calling me
s-t-o-p
S. T. O. P.
STOP!!
Stop.
Stop. Thank you.
Please stop
Stop it
No, stop
STOP
I said stop.
Stop the calls
Stop all these calls
stop with the sales calls already
Cease and desist
Cease all contact with me
No more calls
No more calls please, thanks
no further contact please
I don't want any more calls
I don't want your calls
I don't want to receive any more phone calls from you
I do not want to be contacted
I don't want to be called again
I don't want you to call me again
I don't want you calling me
I no longer want to be contacted
I'd rather not be contacted
I'd rather you didn't call me again
I wish you wouldn't call me
I'd appreciate it if you stopped calling
I would prefer not to be called
Take me off your list
take me off of your list
Please take me off the list
Take me off your calling list right now
Just take my name off the list
take my number off your list
Can you take me off whatever list this is
Why don't you take me off your list
If you don't take me off your list I'll report you
Get me off this list
How do I get off this list?
Put me on your do not call list
Add me to the do-not-call list
Place this number on your do not call registry
I'm on the national do not call registry
Remove me
Remove me from your list
Please remove me from your database
remove my number
Can you remove my number from your system
delete my number
Delete my information, please
Erase my number
Lose my number
You can lose my number
I want you to lose my number
unsubscribe
unsubscribe me
I want to opt out
Opt me out
how do I opt out of these calls
I revoke my consent
I withdraw my consent to these calls
You don't have my permission to call me
I never gave you permission to call
I didn't consent to these calls
Leave me alone
Just leave me alone!
I told you to leave me alone
You people won't leave me alone
Leave us alone
Let me alone
Wrong number, stop calling
Wrong number, don't call here again
Not interested, don't call again
I'm not interested, take me off your list
I asked you not to call me
I told you people not to call here
If you call me again I'll call my lawyer
Call me again and I will sue you
I'm going to report you to the FTC
I'm blocking this number
I never want to hear from you again
I don't want to hear from you
I'm sick of these calls
I'm tired of you calling
You are not to call me again
You should not call me again
This is harassment
Fuck off
Go away.
get lost
Hey, do me a favor and lose my number
Don't call me, I'll call you
don't bother calling back
Don't call my house again
We don't want to be called anymore
Ｓｔｏｐ　ｃａｌｌｉｎｇ　ｍｅ
Cancel all future calls
Ne m'appelez plus
Ne m’appelez plus jamais
ne me rappelez plus s'il vous plaît
Arrêtez de m'appeler
Arrêtez s'il vous plaît de m'appeler
arrête de m'appeler
Cessez de me contacter
Ne me contactez plus
Ne me dérangez plus
Laissez-moi tranquille
Foutez-moi la paix
Retirez-moi de votre liste
Enlevez mon numéro de votre liste
Supprimez mon numéro
Je ne veux plus être appelé
Je ne veux plus recevoir d'appels
Je ne veux plus que vous m'appeliez
Je ne souhaite pas être contactée
Plus d'appels, merci
Désinscrivez-moi
M'appelez plus
Ne m'appelez pas.
Arrêt
Je retire mon consentement
No me llame más
No me llamen más por favor
Ya no me llamen
No me llame nunca más
No me vuelva a llamar
no vuelvan a llamarme
No me vuelvan a llamar nunca
Deje de llamarme
Dejen de llamar
Deje, por favor, de llamarme
No quiero más llamadas
No quiero recibir llamadas
No quiero que me llamen
Ya no quiero que me llame
Quíteme de su lista
Sáqueme de la lista
Borre mi número
Elimine mi número de su lista
Déjeme en paz
Déjame en paz
No me moleste más
No me contacten más
No me marque más
Quiero darme de baja
Basta de llamadas
Alto
No llame más
Nunca me llamen otra vez
Please, do not call me ever again
you guys need to stop calling me
I've asked you people to stop calling
quit calling my phone
can you please take me off the call list
could you remove me from the call list please
I need you to take my number out of your system
take me off your damn list
please remove our number from your list
don't you dare call me again
I don't wanna be called
I don't wanna get any more calls
no more phone calls
Do not contact me
don't contact me by phone
I want off this list
I want to be removed from your list
I would like to be taken off your list
please make sure I'm removed from your list
Can I be removed from the list
I'd like to be removed
put my number on the do not call list
I want to be on the do not call list
stop calling my cell phone
Stop calling me before I call the police
don't call this number anymore
don't call anymore
don't call again
never call back
do not ever phone here again
I'm asking you to stop calling me
I told you already to stop calling
stop phoning me
stop ringing me
leave me the hell alone
why can't you leave me alone
for the last time stop calling
I don't want to be on your list
I don't want to be contacted by you people
we don't accept solicitation calls
I did not give you permission to contact me
please discontinue calling me
discontinue all calls
please cease calling
I don't want any calls from your company
I don't want anything from you, don't call
if you call here one more time I'm reporting you
don't bother me again
bother someone else, don't call here
I'm done, don't call me
No thank you. Please take me off.
take me off
no me llames más
no me llames nunca
ya no llamen
por favor no me llamen
no llamen a este número
deja de llamarme
quítame de tu lista
no quiero que me vuelvan a llamar
no quiero que me sigan llamando
no me interesa, no me llame
ne m'appelle plus
ne me téléphonez plus
n'appelez plus
n'appelez plus ce numéro
arrêtez d'appeler
arrêtez vos appels
je ne veux plus être contacté
je veux être retiré de votre liste
je veux me désinscrire
effacez mes coordonnées
ne m'appelez pas, s'il vous plaît
je vous demande de ne plus m'appeler
merci de ne plus m'appeler
veuillez ne plus m'appeler
merci de me retirer de votre liste
merci de supprimer mon numéro
`;

const TALK = `
Don't stop
Please don't stop
Don't stop calling me, I love the updates
I can't stop thinking about that car
I can't stop calling people about it
call me again tomorrow
Can you call me again tomorrow?
Cancel my appointment and rebook it for Friday
Cancel.
please call me back
I missed your call, don't worry
Sorry I missed your call
Don't call me before nine
Don't call me before 9, I sleep late
Please don't call me at work, call my cell
Don't call me today, call me tomorrow
Don't call me tonight
don't call me until Monday
Please don't call me after 8 pm
Don't call me while I'm driving
Don't call me right now, I'm in a meeting
Don't call me when I'm at the office
Don't call me sir
Don't call me Mister Bob, just Bob
Stop calling me sir
stop calling me Mr. Smith, it's John
If you don't call me back I'll go somewhere else
Why don't you call me tomorrow
Why don't you call me back at five
You guys don't call me back
They don't call me anymore
You never call me back
Why did you stop calling me?
When did you guys stop calling people at home
I told the other company to stop calling me
The other dealership won't stop calling me
I'll stop calling around once I find a car
Don't just call me, text me too
Don't hesitate to call me
Don't forget to call me
don't worry, call me later
I don't mind if you call me again
I don't know when you called
You can call me again next week
I'd like you to call me again
I want you to call me
I don't want to miss your call
I don't want to lose my number if I switch carriers
Will I lose my number?
Did you lose my number?
Don't lose my number
Don't forget my number
Don't take me off the list
Please don't remove me from your list
I don't want to be taken off the list
Don't remove my number
Can you take me off speaker
take me off hold
Take me off the waiting list
Remove me from the Tuesday slot
Remove my name from the loan
Don't put me on the do not call list
I don't want to opt out
I want to opt out of the extended warranty
I have no more calls today, so I'm free
I have no more questions
No more questions, thanks
I don't want this call recorded
I don't consent to this call being recorded
Please stop recording
Stop by the office tomorrow
I need to stop by the store
Is there a bus stop near you?
Stop, let me think about it
Can you stop for a second
Wait, stop, what was the price again?
My kids never leave me alone
They leave me alone most of the day
Don't leave me alone with this decision
I don't want to be left alone on this
I'm not interested in the red one
I am interested, tell me more
Let me be clear, I want the blue one
I want to talk to a real person
I don't want to talk to a robot
I don't want to talk to you, get me a human
I don't need a call, a text is fine
I'm blocking out Tuesday for the visit
Can you block this time for me
I quit my job last year
I stopped by yesterday
We had to end the lease
Put me on the list
Am I on your list?
What's on the list?
Did you get my number?
My number is 555 0101
Remove the second item from my order
Call this number instead
I can't talk now, call me back in an hour
Don't be late
Don't text me, just call
I do not have time right now
Would you like me to call again?
Yes.
No.
No thanks
Okay, bye
That's enough, thank you
Unfortunately I have to go
I'd rather you call me after six
I'd prefer not to be called before ten
Don't want you to call me too early
I don't want you to call me tomorrow, call Friday
You shouldn't call me at night
He told me not to contact anyone about it
I love it, no complaints
Could you leave me a message
Leave me a voicemail
Je ne veux pas annuler mon rendez-vous
Rappelez-moi demain
Ne m'appelez pas avant neuf heures
Ne m'appelez pas demain
Ne me rappelez pas ce soir
Je m'appelle Marie
N'arrêtez pas de m'appeler
Je n'arrête pas de penser à cette voiture
Annulez mon rendez-vous
N'oubliez pas de m'appeler
Ne quittez pas
Si vous ne m'appelez pas, j'irai ailleurs
Vous m'appelez plus tard ?
Appelez-moi plus tard
Merci, à demain
Llámeme otra vez mañana
No me llame antes de las nueve
No me llame hoy, llámeme mañana
No deje de llamarme
Me llamo Juan
No me llamo Pedro
Cancele mi cita
Si no me llaman mañana voy a otro lado
¿Por qué no me llamaron?
Quiero que me llamen mañana
No quiero perder mi número
No tengo más preguntas
No pare, siga
Tengo dos llamadas perdidas
Gracias, hasta luego
Quiero darme de baja del seguro
Para de llover y voy
Don't call my wife, call me
I told my brother to call me again
You can stop by anytime
Do I need to stop taking my medication
I'm going to stop you there, what's the price?
can you take the fee off the list price
I'll take it off your hands
I don't call that expensive
Never mind, call me later
do not call before noon please
Stop calling it a truck, it's a van
I have to stop now, call me at six
don't call me on Sunday
Please do not call on weekends
My phone number is wrong, can you remove it and add the new one
I've lost my number plate
leave me your number
I want to cancel my appointment
I want to stop my subscription to the gym
I don't need any more information
I don't want any more insurance
I'm tired of calling around
We need no more texts than necessary
Is this a scam call?
Don't hang up
Don't leave yet
I didn't get your call
I don't get many calls
I can't take calls at work
No más, gracias
No me llame señora
No me llamen a las ocho, mejor a las diez
No puedo hablar ahora, llámeme más tarde
no me marque ahorita
no hay más llamadas hoy
je ne peux pas parler maintenant
ne me rappelez pas avant lundi
je n'ai plus d'appels aujourd'hui
je ne veux pas que vous m'appeliez demain
je ne veux pas d'une voiture rouge
pouvez-vous arrêter de parler si vite
arrêtez de parler deux secondes
Could you stop talking so fast
Stop talking, I want to ask something
`;

const utterances = (block: string): string[] => block.trim().split('\n');

describe('a spoken refusal to be contacted', () => {
  it.each(utterances(REFUSALS))('is heard in: %s', (said) => {
    expect(spokenOptOut(said)).toMatchObject({ optOut: true });
  });

  it.each(utterances(TALK))('is not heard in: %s', (said) => {
    expect(spokenOptOut(said)).toEqual({ optOut: false });
  });

  it('is heard in the middle of other talk, and quoted in the speaker’s own words', () => {
    expect(
      spokenOptOut("Look, I'm at work. Please, um, stop — calling me, okay? I have a job."),
    ).toEqual({ optOut: true, rule: 'en.stop_calling', words: 'stop — calling me' });
  });

  it('keeps capitals, accents and apostrophes in what it quotes', () => {
    expect(spokenOptOut('Bon, NE M’APPELEZ PLUS, merci')).toMatchObject({
      words: 'NE M’APPELEZ PLUS',
    });
  });

  it('gives the same answer in capitals and with invisible marks', () => {
    expect(spokenOptOut('TAKE ME\u200b OFF YOUR LIST')).toMatchObject({ rule: 'en.off_the_list' });
  });

  it('hears nothing in silence', () => {
    expect(spokenOptOut('')).toEqual({ optOut: false });
    expect(spokenOptOut(' … ')).toEqual({ optOut: false });
  });
});
