/* lesson.c — a guided lesson, read from its file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every field is checked when the file is opened, not when its step is reached, so that
 * the author of a lesson sees all errors at once. The files are untrusted, so every size
 * has a limit, and a lesson can only do what the user can do as well.
 */

#include "app/core/lessons/lesson.h"

#include "engine/files/json-fields.h"
#include "engine/heed.h"

#define MAX_BYTES      (1 << 20)
#define MAX_STEPS      100
#define MAX_CHARACTERS 1200  /* of a text */
#define MAX_MINUTES    600

static const HeedJsonLimits limits = { .max_depth = 8, .max_values = 20000 };

static const char *const parts[] = {
  "model", "entry", "tokens", "heatmap", "view", "heads", "legend", "verdict", "sinks",
  "changes", "inspector", "transport", "decoding", "force", "translation", "measures", "difference",
  "form", "start", "film", "losses", "held-out", NULL
};

const char *const *
heed_lesson_get_parts (void)
{
  return parts;
}

/* --- Texts --------------------------------------------------------------- */

/* languages may contain names such as "zh_CN.UTF-8", which match no text, before "zh_CN" and
 * "zh". The fallback is English, which most people understand. */
static const HeedJson *
choose_language (const HeedJson    *texts,
                 const char *const *languages)
{
  const HeedJson *english = heed_json_get_member (texts, "en");

  for (guint i = 0; languages[i] != NULL; i++)
    if (heed_json_get_member (texts, languages[i]) != NULL)
      return heed_json_get_member (texts, languages[i]);

  return english != NULL ? english : heed_json_get_nth (texts, 0);
}

static gboolean
check_text (const HeedJson *json,
            GError        **error)
{
  const char *text;

  if (!heed_json_take_text (json, &text, error))
    return FALSE;

  if (*text == '\0' || g_utf8_strlen (text, -1) > MAX_CHARACTERS)
    return heed_json_refuse (json, "a text of 1 to 1200 characters", error);

  return TRUE;
}

/* Reads a text, or an object with one text per language; all of them are checked. */
static gboolean
take_text (const HeedJson     *json,
           const char *const  *languages,
           char              **text,
           GError            **error)
{
  if (!heed_json_is_object (json))
    {
      if (!check_text (json, error))
        return FALSE;
      *text = g_strdup (heed_json_get_text (json));
      return TRUE;
    }

  if (heed_json_get_n (json) == 0)
    return heed_json_refuse (json, "a text, or one for each language", error);

  for (guint i = 0; i < heed_json_get_n (json); i++)
    if (!check_text (heed_json_get_nth (json, i), error))
      return FALSE;

  *text = g_strdup (heed_json_get_text (choose_language (json, languages)));

  return TRUE;
}

static gboolean
read_text (const HeedJson     *object,
           const char         *name,
           const char *const  *languages,
           char              **text,
           GError            **error)
{
  const HeedJson *json = heed_json_get_member (object, name);

  return json == NULL || take_text (json, languages, text, error);
}

/* --- A step -------------------------------------------------------------- */

static void
free_step (HeedLessonStep *step)
{
  g_free (step->say);
  g_free (step->point);
  g_free (step->hint);
  g_free (step->because);
  heed_scene_free (step->set);
  heed_scene_free (step->until);
  heed_scene_free (step->show);
  g_strfreev (step->answers);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedLessonStep, free_step)

static gboolean
read_point (HeedLessonStep *step,
            const HeedJson *json,
            GError        **error)
{
  guint choice;

  if (heed_json_get_member (json, "point") == NULL)
    return TRUE;

  if (!heed_json_read_choice (json, "point", parts, &choice, error))
    return FALSE;

  step->point = g_strdup (parts[choice]);

  return TRUE;
}

/* Reads a scene to be set: the program must be able to set each of its fields. */
static gboolean
read_settable (const HeedJson  *json,
               HeedScene      **scene,
               GError         **error)
{
  g_autoptr(HeedScene) read = heed_scene_read (json, error);

  if (read == NULL)
    return FALSE;

  for (guint i = 0; i < HEED_N_SCENE_FIELDS; i++)
    if (heed_scene_has (read, (HeedSceneField) i) && !heed_scene_can_set (read, (HeedSceneField) i))
      return heed_json_refuse_field (json, heed_scene_field_get_info ((HeedSceneField) i)->name,
                                     "what the program can bring about by itself", error);

  *scene = g_steal_pointer (&read);

  return TRUE;
}

/* If the program can set the awaited scene, that scene is also used to show it. */
static gboolean
read_until (HeedLessonStep *step,
            const HeedJson *json,
            GError        **error)
{
  const HeedJson *until = heed_json_get_member (json, "until");
  const HeedJson *show = heed_json_get_member (json, "show");

  if (until == NULL)
    return show == NULL || heed_json_refuse (show, "nothing without \"until\"", error);

  step->until = heed_scene_read (until, error);
  if (step->until == NULL)
    return FALSE;

  if (show != NULL)
    return read_settable (show, &step->show, error);

  for (guint i = 0; i < HEED_N_SCENE_FIELDS; i++)
    if (heed_scene_has (step->until, (HeedSceneField) i) &&
        !heed_scene_can_set (step->until, (HeedSceneField) i))
      return heed_json_refuse_field (json, "show", "how \"until\" is done, which it does not say",
                                     error);

  step->show = heed_scene_copy (step->until);

  return TRUE;
}

static gboolean
read_answers (HeedLessonStep     *step,
              const HeedJson     *json,
              const char *const  *languages,
              GError            **error)
{
  const HeedJson *answers = heed_json_get_member (json, "answers");
  guint n_answers = heed_json_get_n (answers);

  if (answers == NULL)
    return heed_json_get_member (json, "right") == NULL ||
           heed_json_refuse_field (json, "right", "nothing without \"answers\"", error);

  if (step->until != NULL)
    return heed_json_refuse (answers, "either \"answers\" or \"until\" in a step", error);

  if (!heed_json_is_list (answers) || n_answers < 2 || n_answers > HEED_LESSON_MAX_ANSWERS)
    return heed_json_refuse (answers, "a list of 2 to 6 answers", error);

  if (!heed_json_require (json, "right", error) ||
      !heed_json_read_count (json, "right", 1, n_answers, &step->right, error))
    return FALSE;

  step->right--;
  step->answers = g_new0 (char *, n_answers + 1);
  for (guint i = 0; i < n_answers; i++)
    {
      if (!take_text (heed_json_get_nth (answers, i), languages, &step->answers[i], error))
        return FALSE;
      step->n_answers++;
    }

  return TRUE;
}

static HeedLessonStep *
read_step (const HeedJson     *json,
           const char *const  *languages,
           GError            **error)
{
  static const char *const names[] = { "say", "point", "set", "until", "show", "hint", "because",
                                       "answers", "right", NULL };
  g_autoptr(HeedLessonStep) step = g_new0 (HeedLessonStep, 1);
  const HeedJson *set = heed_json_get_member (json, "set");

  if (!heed_json_is_object (json))
    {
      heed_json_refuse (json, "a step, which is an object", error);
      return NULL;
    }

  if (!heed_json_check_names (json, names, error) || !heed_json_require (json, "say", error) ||
      !read_text (json, "say", languages, &step->say, error) ||
      !read_text (json, "hint", languages, &step->hint, error) ||
      !read_text (json, "because", languages, &step->because, error) ||
      !read_point (step, json, error) || !read_until (step, json, error) ||
      !read_answers (step, json, languages, error) ||
      (set != NULL && !read_settable (set, &step->set, error)))
    return NULL;

  return g_steal_pointer (&step);
}

/* --- The lesson ---------------------------------------------------------- */

static gboolean
read_steps (HeedLesson         *lesson,
            const HeedJson     *root,
            const char *const  *languages,
            GError            **error)
{
  const HeedJson *steps = heed_json_get_member (root, "steps");

  if (!heed_json_is_list (steps) || heed_json_get_n (steps) == 0 ||
      heed_json_get_n (steps) > MAX_STEPS)
    return heed_json_refuse_field (root, "steps", "a list of 1 to 100 steps", error);

  for (guint i = 0; i < heed_json_get_n (steps); i++)
    {
      HeedLessonStep *step = read_step (heed_json_get_nth (steps, i), languages, error);

      if (step == NULL)
        return FALSE;
      g_ptr_array_add (lesson->steps, step);
    }

  return TRUE;
}

void
heed_lesson_free (HeedLesson *lesson)
{
  if (lesson == NULL)
    return;

  g_free (lesson->title);
  g_ptr_array_unref (lesson->steps);
  g_free (lesson);
}

/**
 * heed_lesson_parse:
 * @what: the prefix of error messages: the name of the file
 * @bytes: the file, untrusted
 * @languages: (array zero-terminated=1): those of the user by preference, as from
 * g_get_language_names(); a text in none of them is taken in English, or in its first
 * language
 *
 * Errors: of JSON as heed_json_parse(); %HEED_ERROR_UNSUPPORTED, with the step and the
 * field, if it is not a valid lesson
 *
 * Returns: (transfer full) (nullable): the lesson, with all its texts in one language
 */
HeedLesson *
heed_lesson_parse (const char         *what,
                   GBytes             *bytes,
                   const char *const  *languages,
                   GError            **error)
{
  static const char *const names[] = { "title", "minutes", "steps", NULL };
  gsize n_bytes;
  const char *text = g_bytes_get_data (bytes, &n_bytes);
  g_autoptr(HeedLesson) lesson = g_new0 (HeedLesson, 1);
  g_autoptr(HeedJson) root = NULL;

  lesson->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) free_step);
  if (n_bytes > MAX_BYTES)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "%s: expected at most %d bytes, found %" G_GSIZE_FORMAT, what, MAX_BYTES,
                   n_bytes);
      return NULL;
    }

  root = heed_json_parse_object (what, text != NULL ? text : "", n_bytes, &limits, error);
  if (root == NULL || !heed_json_check_names (root, names, error) ||
      !heed_json_require (root, "title", error) ||
      !read_text (root, "title", languages, &lesson->title, error) ||
      !heed_json_read_count (root, "minutes", 1, MAX_MINUTES, &lesson->minutes, error) ||
      !read_steps (lesson, root, languages, error))
    return NULL;

  return g_steal_pointer (&lesson);
}

/* Reads one byte more than a lesson may have at most, since the size of the file is unlimited. */
static GBytes *
read_bytes (GFile   *file,
            GError **error)
{
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *buffer = NULL;
  gsize n_read = 0;

  if (stream == NULL)
    return NULL;

  buffer = g_malloc (MAX_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), buffer, MAX_BYTES + 1, &n_read, NULL,
                                error))
    return NULL;

  return g_bytes_new (buffer, n_read);
}

/**
 * heed_lesson_load:
 * @file: a file, or a resource of the program
 *
 * Reads the file, and parses it with heed_lesson_parse().
 *
 * Returns: (transfer full) (nullable): the lesson
 */
HeedLesson *
heed_lesson_load (GFile              *file,
                  const char *const  *languages,
                  GError            **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *what = g_filename_display_name (name);
  g_autoptr(GBytes) bytes = read_bytes (file, error);

  return bytes != NULL ? heed_lesson_parse (what, bytes, languages, error) : NULL;
}

const HeedLessonStep *
heed_lesson_get_step (const HeedLesson *lesson,
                      guint             i)
{
  g_return_val_if_fail (i < lesson->steps->len, NULL);

  return g_ptr_array_index (lesson->steps, i);
}
