/* lesson-scene.h — a state of the program that a lesson brings about, or waits for
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scene says of some fields what they are, and nothing of the others. What a lesson
 * wants is one; what the program shows now is another, which says all that is so.
 */

#pragma once

#include "engine/files/json.h"

G_BEGIN_DECLS

/* In the order in which they are brought about. */
typedef enum {
  HEED_SCENE_PAGE,
  HEED_SCENE_MODEL,
  HEED_SCENE_SENTENCE,
  HEED_SCENE_WORDS,
  HEED_SCENE_VIEW,
  HEED_SCENE_UNITS,
  HEED_SCENE_NUMBERS,
  HEED_SCENE_KIND,
  HEED_SCENE_LAYER,
  HEED_SCENE_HEAD,
  HEED_SCENE_CHANGES,
  HEED_SCENE_FORCED,
  HEED_SCENE_STEP,
  HEED_SCENE_ROW,
  HEED_SCENE_ROW_WORD,
  HEED_SCENE_COLUMN,
  HEED_SCENE_COLUMN_WORD,
  HEED_SCENE_HIDDEN,
  HEED_SCENE_HIDDEN_WORD,
  HEED_SCENE_EDITED,
  HEED_SCENE_TEMPERED,
  HEED_SCENE_SILENCED,
  HEED_SCENE_CHOSEN,
  HEED_SCENE_TRANSLATION,
  HEED_SCENE_TASK,
  HEED_SCENE_MECHANISM,
  HEED_SCENE_PAIRS,
  HEED_SCENE_EPOCHS,
  HEED_SCENE_TRAINING,
  HEED_SCENE_EXACT
} HeedSceneField;

#define HEED_N_SCENE_FIELDS (HEED_SCENE_EXACT + 1)

typedef enum {
  HEED_SCENE_TEXT,    /* is that; of what there is, one line */
  HEED_SCENE_CHOICE,  /* is one of names */
  HEED_SCENE_NUMBER,  /* is that */
  HEED_SCENE_LEAST    /* is that or more */
} HeedSceneKind;

typedef struct {
  const char        *name;       /* in a file */
  HeedSceneKind      kind;
  const char *const *names;      /* of CHOICE; ends in NULL */
  double             least;      /* of NUMBER and LEAST, with the next two */
  double             most;
  gboolean           is_whole;
  guint              n_settable; /* of names, the first ones; of another kind 0 is: cannot be set */
} HeedSceneFieldInfo;

/* Choices, by their number. */
typedef enum { HEED_SCENE_ROW_FIRST, HEED_SCENE_ROW_LAST, HEED_SCENE_ROW_SHARPEST,
               HEED_SCENE_ROW_FLATTEST } HeedSceneRow;
typedef enum { HEED_SCENE_COLUMN_NONE, HEED_SCENE_COLUMN_STRONGEST, HEED_SCENE_COLUMN_WEAKEST,
               HEED_SCENE_COLUMN_END, HEED_SCENE_COLUMN_ANY } HeedSceneColumn;
typedef enum { HEED_SCENE_CHANGES_NONE, HEED_SCENE_CHANGES_SOME } HeedSceneChanges;
typedef enum { HEED_SCENE_HIDDEN_STRONGEST, HEED_SCENE_HIDDEN_WEAKEST,
               HEED_SCENE_HIDDEN_ANY } HeedSceneHidden;
typedef enum { HEED_SCENE_EDITED_WEAKEST, HEED_SCENE_EDITED_ANY } HeedSceneEdited;
typedef enum { HEED_SCENE_TEMPERED_SHARPER, HEED_SCENE_TEMPERED_FLATTER } HeedSceneTempered;
typedef enum { HEED_SCENE_CHOSEN_SECOND, HEED_SCENE_CHOSEN_ANY } HeedSceneChosen;
typedef enum { HEED_SCENE_TRANSLATION_SAME, HEED_SCENE_TRANSLATION_OTHER } HeedSceneTranslation;
typedef enum { HEED_SCENE_TRAINING_RUNNING, HEED_SCENE_TRAINING_PAUSED, HEED_SCENE_TRAINING_NONE,
               HEED_SCENE_TRAINING_OVER } HeedSceneTraining;
typedef enum { HEED_SCENE_SWITCH_ON, HEED_SCENE_SWITCH_OFF } HeedSceneSwitch;

typedef struct {
  guint64  has;                           /* 1 << field, for each that it says something of */
  char    *texts[HEED_N_SCENE_FIELDS];
  guint    choices[HEED_N_SCENE_FIELDS];  /* 1 << choice; of what there is, all that are so */
  double   numbers[HEED_N_SCENE_FIELDS];
} HeedScene;

const HeedSceneFieldInfo *heed_scene_field_get_info (HeedSceneField   field);

HeedScene                *heed_scene_new            (void);
HeedScene                *heed_scene_copy           (const HeedScene *scene);
void                      heed_scene_free           (HeedScene       *scene);

/* Of an object in a lesson; FALSE with an error that names what is wrong in it. */
HeedScene                *heed_scene_read           (const HeedJson  *json,
                                                     GError         **error);

gboolean                  heed_scene_has            (const HeedScene *scene,
                                                     HeedSceneField   field);
gboolean                  heed_scene_wants          (const HeedScene *scene,
                                                     HeedSceneField   field,
                                                     guint            choice);

/* What is so. A text that is said again is one more line. */
void                      heed_scene_say_text       (HeedScene       *scene,
                                                     HeedSceneField   field,
                                                     const char      *text);
void                      heed_scene_say_choice     (HeedScene       *scene,
                                                     HeedSceneField   field,
                                                     guint            choice);
void                      heed_scene_say_number     (HeedScene       *scene,
                                                     HeedSceneField   field,
                                                     double           number);

/* Whether what is wanted of it can be brought about; FALSE: only a person can. */
gboolean                  heed_scene_can_set        (const HeedScene *wanted,
                                                     HeedSceneField   field);

/* Whether it is so now, as far as one field goes, or all. */
gboolean                  heed_scene_field_holds    (const HeedScene *wanted,
                                                     const HeedScene *now,
                                                     HeedSceneField   field);
gboolean                  heed_scene_holds          (const HeedScene *wanted,
                                                     const HeedScene *now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedScene, heed_scene_free)

G_END_DECLS
