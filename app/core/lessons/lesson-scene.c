/* lesson-scene.c — a state of the program that a lesson brings about, or waits for
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All that a scene can say is one table; reading it from a file and comparing two of
 * them go through it, and docs/lessons.md describes it line by line. Nothing in it is
 * a translation or a weight that one model makes: what a lesson asks for is "the word
 * that it looks at most", so that it stays right when a model is replaced.
 */

#include "app/core/lessons/lesson-scene.h"

#include <string.h>

#include "engine/files/json-fields.h"
#include "engine/heed.h"

#define MAX_CHARACTERS 500  /* of a text */
#define MAX_NUMBER     1e6

static const char *const pages[] = { "translate", "compare", "train", NULL };
static const char *const views[] = { "matrix", "ribbons", "text", "heads", "states", NULL };
static const char *const units[] = { "words", "pieces", NULL };
static const char *const switches[] = { "on", "off", NULL };
static const char *const kinds[] = { "cross", "encoder", "decoder", NULL };
static const char *const changes[] = { "none", "some", NULL };
static const char *const rows[] = { "first", "last", "sharpest", "flattest", NULL };
static const char *const columns[] = { "none", "strongest", "weakest", "end", "any", NULL };
static const char *const hidden[] = { "strongest", "weakest", "any", NULL };
static const char *const edits[] = { "weakest", "any", NULL };
static const char *const tempers[] = { "sharper", "flatter", NULL };
static const char *const chosen[] = { "second", "any", NULL };
static const char *const translations[] = { "same", "other", NULL };
static const char *const trainings[] = { "running", "paused", "none", "over", NULL };

#define TEXT(name)                { name, HEED_SCENE_TEXT, NULL, 0, 0, FALSE, 1 }
#define CHOICE(name, names, n)    { name, HEED_SCENE_CHOICE, names, 0, 0, FALSE, n }
#define NUMBER(name, least, most) { name, HEED_SCENE_NUMBER, NULL, least, most, TRUE, 1 }

static const HeedSceneFieldInfo infos[HEED_N_SCENE_FIELDS] = {
  [HEED_SCENE_PAGE] = CHOICE ("page", pages, 3),
  [HEED_SCENE_MODEL] = TEXT ("model"),
  [HEED_SCENE_SENTENCE] = TEXT ("sentence"),
  [HEED_SCENE_WORDS] = { "words", HEED_SCENE_LEAST, NULL, 1, 100, TRUE, 0 },
  [HEED_SCENE_VIEW] = CHOICE ("view", views, 5),
  [HEED_SCENE_UNITS] = CHOICE ("units", units, 2),
  [HEED_SCENE_NUMBERS] = CHOICE ("numbers", switches, 2),
  [HEED_SCENE_KIND] = CHOICE ("kind", kinds, 3),
  [HEED_SCENE_LAYER] = NUMBER ("layer", 1, 100),
  [HEED_SCENE_HEAD] = NUMBER ("head", 0, 100),
  [HEED_SCENE_CHANGES] = CHOICE ("changes", changes, 1),
  [HEED_SCENE_FORCED] = TEXT ("forced"),
  [HEED_SCENE_STEP] = NUMBER ("step", 1, 1000),
  [HEED_SCENE_ROW] = CHOICE ("row", rows, 4),
  [HEED_SCENE_ROW_WORD] = TEXT ("row_word"),
  [HEED_SCENE_COLUMN] = CHOICE ("column", columns, 4),
  [HEED_SCENE_COLUMN_WORD] = TEXT ("column_word"),
  [HEED_SCENE_HIDDEN] = CHOICE ("hidden", hidden, 2),
  [HEED_SCENE_HIDDEN_WORD] = TEXT ("hidden_word"),
  [HEED_SCENE_EDITED] = CHOICE ("edited", edits, 1),
  [HEED_SCENE_TEMPERED] = CHOICE ("tempered", tempers, 2),
  [HEED_SCENE_SILENCED] = NUMBER ("silenced", 0, 100),
  [HEED_SCENE_CHOSEN] = CHOICE ("chosen", chosen, 1),
  [HEED_SCENE_TRANSLATION] = CHOICE ("translation", translations, 0),
  [HEED_SCENE_TASK] = TEXT ("task"),
  [HEED_SCENE_MECHANISM] = TEXT ("mechanism"),
  [HEED_SCENE_PAIRS] = NUMBER ("pairs", 1, MAX_NUMBER),
  [HEED_SCENE_EPOCHS] = NUMBER ("epochs", 1, 1000),
  [HEED_SCENE_TRAINING] = CHOICE ("training", trainings, 2),
  [HEED_SCENE_EXACT] = { "exact", HEED_SCENE_LEAST, NULL, 0, 1, FALSE, 0 },
};

const HeedSceneFieldInfo *
heed_scene_field_get_info (HeedSceneField field)
{
  g_return_val_if_fail (field < HEED_N_SCENE_FIELDS, NULL);

  return &infos[field];
}

HeedScene *
heed_scene_new (void)
{
  return g_new0 (HeedScene, 1);
}

HeedScene *
heed_scene_copy (const HeedScene *scene)
{
  HeedScene *copy = g_memdup2 (scene, sizeof *scene);

  for (guint i = 0; i < HEED_N_SCENE_FIELDS; i++)
    copy->texts[i] = g_strdup (scene->texts[i]);

  return copy;
}

void
heed_scene_free (HeedScene *scene)
{
  if (scene == NULL)
    return;

  for (guint i = 0; i < HEED_N_SCENE_FIELDS; i++)
    g_free (scene->texts[i]);

  g_free (scene);
}

/* --- Setting fields ------------------------------------------------------ */

gboolean
heed_scene_has (const HeedScene *scene,
                HeedSceneField   field)
{
  return (scene->has & (G_GUINT64_CONSTANT (1) << field)) != 0;
}

gboolean
heed_scene_wants (const HeedScene *scene,
                  HeedSceneField   field,
                  guint            choice)
{
  return heed_scene_has (scene, field) && (scene->choices[field] & (1u << choice)) != 0;
}

static void
add_field (HeedScene      *scene,
           HeedSceneField  field)
{
  scene->has |= G_GUINT64_CONSTANT (1) << field;
}

void
heed_scene_say_text (HeedScene      *scene,
                     HeedSceneField  field,
                     const char     *text)
{
  g_autofree char *before = g_steal_pointer (&scene->texts[field]);

  scene->texts[field] = before != NULL ? g_strjoin ("\n", before, text, NULL) : g_strdup (text);
  add_field (scene, field);
}

void
heed_scene_say_choice (HeedScene      *scene,
                       HeedSceneField  field,
                       guint           choice)
{
  scene->choices[field] |= 1u << choice;
  add_field (scene, field);
}

void
heed_scene_say_number (HeedScene      *scene,
                       HeedSceneField  field,
                       double          number)
{
  scene->numbers[field] = number;
  add_field (scene, field);
}

/* --- Reading ------------------------------------------------------------- */

static gboolean
read_text (HeedScene      *scene,
           HeedSceneField  field,
           const HeedJson *json,
           GError        **error)
{
  const char *text;

  if (!heed_json_take_text (json, &text, error))
    return FALSE;

  if (g_utf8_strlen (text, -1) > MAX_CHARACTERS || strpbrk (text, "\n\r") != NULL)
    return heed_json_refuse (json, "one line of at most 500 characters", error);

  heed_scene_say_text (scene, field, text);

  return TRUE;
}

static gboolean
read_choice (HeedScene      *scene,
             HeedSceneField  field,
             const HeedJson *json,
             GError        **error)
{
  guint choice;

  if (!heed_json_take_choice (json, infos[field].names, &choice, error))
    return FALSE;

  heed_scene_say_choice (scene, field, choice);

  return TRUE;
}

static gboolean
read_number (HeedScene      *scene,
             HeedSceneField  field,
             const HeedJson *json,
             GError        **error)
{
  const HeedSceneFieldInfo *info = &infos[field];
  double number;
  gint64 whole;

  if (!heed_json_get_number (json, &number) || number < info->least || number > info->most ||
      (info->is_whole && !heed_json_get_whole (json, &whole)))
    {
      g_autofree char *expected =
        g_strdup_printf ("a %s from %g to %g", info->is_whole ? "whole number" : "number",
                         info->least, info->most);

      return heed_json_refuse (json, expected, error);
    }

  heed_scene_say_number (scene, field, number);

  return TRUE;
}

static gboolean
read_field (HeedScene      *scene,
            HeedSceneField  field,
            const HeedJson *json,
            GError        **error)
{
  switch (infos[field].kind)
    {
    case HEED_SCENE_TEXT:
      return read_text (scene, field, json, error);

    case HEED_SCENE_CHOICE:
      return read_choice (scene, field, json, error);

    case HEED_SCENE_NUMBER:
    case HEED_SCENE_LEAST:
      break;
    }

  return read_number (scene, field, json, error);
}

/* Rejects a scene that both clears and makes changes, since it could never be reached. */
static gboolean
check_changes (const HeedScene *scene,
               const HeedJson  *json,
               GError         **error)
{
  static const HeedSceneField made[] = {
    HEED_SCENE_FORCED, HEED_SCENE_HIDDEN, HEED_SCENE_HIDDEN_WORD, HEED_SCENE_EDITED,
    HEED_SCENE_TEMPERED, HEED_SCENE_SILENCED, HEED_SCENE_CHOSEN,
  };

  if (!heed_scene_wants (scene, HEED_SCENE_CHANGES, HEED_SCENE_CHANGES_NONE))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    if (heed_scene_has (scene, made[i]))
      return heed_json_refuse_field (json, infos[made[i]].name,
                                     "nothing beside \"changes\": \"none\"", error);

  return TRUE;
}

/**
 * heed_scene_read:
 * @json: untrusted
 *
 * Returns: (transfer full) (nullable): the scene; %NULL with %HEED_ERROR_UNSUPPORTED if
 * it is not an object, or has an unknown field or an invalid value
 */
HeedScene *
heed_scene_read (const HeedJson *json,
                 GError        **error)
{
  g_autoptr(HeedScene) scene = heed_scene_new ();
  const char *known[HEED_N_SCENE_FIELDS + 1] = { NULL };

  for (guint i = 0; i < HEED_N_SCENE_FIELDS; i++)
    known[i] = infos[i].name;

  if (!heed_json_is_object (json) || heed_json_get_n (json) == 0)
    {
      heed_json_refuse (json, "an object with a field or more", error);
      return NULL;
    }

  if (!heed_json_check_names (json, known, error))
    return NULL;

  for (guint i = 0; i < HEED_N_SCENE_FIELDS; i++)
    {
      const HeedJson *member = heed_json_get_member (json, infos[i].name);

      if (member != NULL && !read_field (scene, (HeedSceneField) i, member, error))
        return NULL;
    }

  return check_changes (scene, json, error) ? g_steal_pointer (&scene) : NULL;
}

/* --- Comparing ----------------------------------------------------------- */

/**
 * heed_scene_can_set:
 * @wanted: the scene that a lesson wants
 * @field: a field with a value in @wanted
 *
 * Returns: whether the program can set the value; the number of words of a sentence, or a
 * change of the translation, can only be brought about by the user
 */
gboolean
heed_scene_can_set (const HeedScene *wanted,
                    HeedSceneField   field)
{
  const HeedSceneFieldInfo *info = heed_scene_field_get_info (field);

  if (info->kind != HEED_SCENE_CHOICE)
    return info->n_settable > 0;

  return wanted->choices[field] < (1u << info->n_settable);
}

/* Removes differences that do not count in typed text: case and surrounding blanks. */
static char *
simplify (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return g_utf8_casefold (stripped, -1);
}

static gboolean
has_line (const char *lines,
          const char *wanted)
{
  g_auto(GStrv) split = g_strsplit (lines, "\n", -1);
  g_autofree char *simple = simplify (wanted);

  if (g_str_equal (lines, wanted))
    return TRUE;

  for (guint i = 0; split[i] != NULL; i++)
    {
      g_autofree char *line = simplify (split[i]);

      if (g_str_equal (line, simple))
        return TRUE;
    }

  return FALSE;
}

gboolean
heed_scene_field_holds (const HeedScene *wanted,
                        const HeedScene *now,
                        HeedSceneField   field)
{
  if (!heed_scene_has (wanted, field))
    return TRUE;

  if (!heed_scene_has (now, field))
    return FALSE;

  switch (infos[field].kind)
    {
    case HEED_SCENE_TEXT:
      return has_line (now->texts[field], wanted->texts[field]);

    case HEED_SCENE_CHOICE:
      return (now->choices[field] & wanted->choices[field]) != 0;

    case HEED_SCENE_LEAST:
      return now->numbers[field] >= wanted->numbers[field];

    case HEED_SCENE_NUMBER:
      break;
    }

  return now->numbers[field] == wanted->numbers[field];
}

/**
 * heed_scene_holds:
 * @wanted: the scene that a lesson waits for
 * @now: the present state
 *
 * Returns: whether all values of @wanted are true in @now
 */
gboolean
heed_scene_holds (const HeedScene *wanted,
                  const HeedScene *now)
{
  for (guint i = 0; i < HEED_N_SCENE_FIELDS; i++)
    if (!heed_scene_field_holds (wanted, now, (HeedSceneField) i))
      return FALSE;

  return TRUE;
}
