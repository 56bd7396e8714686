/* lesson-scene.h — a state of the program that a lesson brings about, or waits for
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scene has values for some fields and none for the others. What a lesson wants is one
 * scene; the present state of the program is another, with all values that are true at
 * once.
 */

#pragma once

#include "engine/files/json.h"

G_BEGIN_DECLS

/* In the order in which they are set. */
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
  HEED_SCENE_TEXT,    /* equals the text; in a description of the present state, one of its lines */
  HEED_SCENE_CHOICE,  /* is one of the names */
  HEED_SCENE_NUMBER,  /* equals the number */
  HEED_SCENE_LEAST    /* is at least the number */
} HeedSceneKind;

typedef struct {
  const char        *name;       /* in the file */
  HeedSceneKind      kind;
  const char *const *names;      /* for CHOICE; NULL-terminated */
  double             least;      /* for NUMBER and LEAST, like the next two */
  double             most;
  gboolean           is_whole;
  guint              n_settable; /* for CHOICE: the first names that can be set; for other kinds
                                  * 0 if the field cannot be set */
} HeedSceneFieldInfo;

/* The choices of each field, by their index in names. */
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
  guint64  has;                           /* 1 << field, for each field with a value */
  char    *texts[HEED_N_SCENE_FIELDS];
  guint    choices[HEED_N_SCENE_FIELDS];  /* 1 << choice; in the present state all that are true */
  double   numbers[HEED_N_SCENE_FIELDS];
} HeedScene;

const HeedSceneFieldInfo *heed_scene_field_get_info (HeedSceneField   field);

HeedScene                *heed_scene_new            (void);
HeedScene                *heed_scene_copy           (const HeedScene *scene);
void                      heed_scene_free           (HeedScene       *scene);

/* Reads the object of a scene in a lesson; NULL with an error that names the invalid field. */
HeedScene                *heed_scene_read           (const HeedJson  *json,
                                                     GError         **error);

gboolean                  heed_scene_has            (const HeedScene *scene,
                                                     HeedSceneField   field);
gboolean                  heed_scene_wants          (const HeedScene *scene,
                                                     HeedSceneField   field,
                                                     guint            choice);

/* Adds to the description of the present state. Setting a text again adds a line. */
void                      heed_scene_say_text       (HeedScene       *scene,
                                                     HeedSceneField   field,
                                                     const char      *text);
void                      heed_scene_say_choice     (HeedScene       *scene,
                                                     HeedSceneField   field,
                                                     guint            choice);
void                      heed_scene_say_number     (HeedScene       *scene,
                                                     HeedSceneField   field,
                                                     double           number);

/* Returns whether the program can set the wanted value; FALSE if only the user can. */
gboolean                  heed_scene_can_set        (const HeedScene *wanted,
                                                     HeedSceneField   field);

/* Returns whether the wanted value of one field, or of all fields, is true now. */
gboolean                  heed_scene_field_holds    (const HeedScene *wanted,
                                                     const HeedScene *now,
                                                     HeedSceneField   field);
gboolean                  heed_scene_holds          (const HeedScene *wanted,
                                                     const HeedScene *now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedScene, heed_scene_free)

G_END_DECLS
