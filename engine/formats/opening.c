/* opening.c — everything determined about a path before a model is constructed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * No assumption is made silently. Guesses are marked; if weights fit two models with
 * different output, the user must choose; a weight that the recognised network does not
 * use is refused; a file that was read but not used causes a warning.
 */

#include "engine/formats/opening.h"

#include <string.h>

#include "engine/files/json-writer.h"
#include "engine/formats/layouts/words.h"
#include "engine/formats/model-file.h"
#include "engine/formats/unread-weights.h"
#include "engine/networks/infer.h"

#define BESIDE "the description beside the weights"
#define CHOSEN "a choice"

#define MAX_NAMED 4

void
heed_opening_clear (HeedOpening *opening)
{
  heed_folder_model_clear (&opening->model);
  heed_weights_file_clear (&opening->file);
  heed_beside_clear (&opening->beside);
  g_clear_pointer (&opening->chosen, g_free);
  g_clear_pointer (&opening->warnings, g_ptr_array_unref);
}

/* --- Words beside, however the weights came to be described --- */

static guint
count_rows (HeedOpening      *opening,
            HeedTensorPlaces *places,
            const char       *side)
{
  const HeedShapes shapes = { opening->model.weights, places };
  g_autofree char *name = g_strconcat (side, ".embedding.weight", NULL);
  guint n_rows = 0, n_columns;

  return heed_find_shape (&shapes, name, &n_rows, &n_columns) ? n_rows : 0;
}

/* An invalid table of tensors is refused later, where it is used. */
static gboolean
find_words (HeedOpening  *opening,
            GError      **error)
{
  HeedRecognition *r = &opening->model.recognition;
  g_autoptr(HeedTensorPlaces) places = heed_tensor_places_read (r->json, NULL);
  guint n_source, n_target;

  if (places == NULL)
    return TRUE;

  n_source = count_rows (opening, places, "encoder");
  n_target = count_rows (opening, places, "decoder");

  return heed_words_say (r, n_source, n_target > 0 ? n_target : n_source, error);
}

/* The user's choice overrides the description file, which is the only description of a model
 * that was not recognised. */
static void
override (HeedOpening    *opening,
          const HeedJson *choice)
{
  HeedRecognition *r = &opening->model.recognition;

  if (opening->beside.json != NULL)
    heed_beside_override (r, opening->beside.json, BESIDE);
  if (choice != NULL)
    heed_beside_override (r, choice, CHOSEN);
}

/* Special tokens and text rules are derived from the words, but values given by the user take
 * precedence. In a complete description "tokens" applies to both sides. */
static void
keep_said (HeedOpening    *opening,
           const HeedJson *said)
{
  static const char *const keys[] = { "tokens", "source_tokens", "source_text", "target_text" };
  HeedRecognition *r = &opening->model.recognition;

  if (heed_json_get_member (said, "family") != NULL &&
      heed_json_get_member (said, "tokens") != NULL)
    heed_json_remove (r->json, "source_tokens");

  for (guint i = 0; said != NULL && i < G_N_ELEMENTS (keys); i++)
    if (heed_json_get_member (said, keys[i]) != NULL)
      heed_json_set (r->json, keys[i], heed_json_copy (heed_json_get_member (said, keys[i])));
}

/* Returns whether the field by which the choices differ has no value yet. */
static gboolean
is_open (HeedRecognition *r,
         const HeedJson  *choices)
{
  const HeedJson *first = heed_json_get_nth (choices, 0);

  if (r->chosen_by != NULL)
    return heed_json_get_member (r->json, r->chosen_by) == NULL;

  for (guint i = 0; i < heed_json_get_n (first); i++)
    {
      const char *name = heed_json_get_name (heed_json_get_nth (first, i));

      if (!g_str_equal (name, "title") && heed_json_get_member (r->json, name) != NULL)
        return FALSE;
    }

  return TRUE;
}

/* Lists the values of a field in choices other than the first, in the format of
 * heed_recognition_mark_guess(). */
static char *
list_others (const HeedJson *choices,
             const HeedJson *first)
{
  const char *key = heed_json_get_name (first);
  g_autofree char *own = heed_json_to_line (first);
  g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 1; i < heed_json_get_n (choices); i++)
    {
      const HeedJson *value = heed_json_get_member (heed_json_get_nth (choices, i), key);
      g_autofree char *line = heed_json_to_line (value);
      const char *text = heed_json_get_text (value) != NULL ? heed_json_get_text (value) : line;

      if (!g_str_equal (line, own) &&
          !g_ptr_array_find_with_equal_func (others, text, g_str_equal, NULL))
        g_ptr_array_add (others, g_strdup (text));
    }
  g_ptr_array_add (others, NULL);

  return g_strjoinv (" ", (char **) others->pdata);
}

/* If the user gave only some of the fields in which choices differ, the others are guessed. */
static void
guess_rest (HeedRecognition *r)
{
  const HeedJson *first;

  if (r->choose == NULL || r->chosen_by != NULL || is_open (r, r->choose))
    return;

  first = heed_json_get_nth (r->choose, 0);
  for (guint i = 0; i < heed_json_get_n (first); i++)
    {
      const HeedJson *value = heed_json_get_nth (first, i);
      const char *key = heed_json_get_name (value);
      g_autofree char *others = list_others (r->choose, value);

      if (g_str_equal (key, "title") || heed_json_get_member (r->json, key) != NULL)
        continue;

      heed_json_set (r->json, key, heed_json_copy (value));
      heed_json_set_text (r->why, key, "as it mostly is, since no tensor shows it");
      heed_recognition_mark_guess (r, key, others);
    }
}

/**
 * heed_opening_find:
 * @opening: (out): all zero; must be cleared with heed_opening_clear(), also after an
 *   error
 * @chosen: (nullable): JSON with fields of a description, which override all others
 *
 * Errors: those of reading files; %HEED_ERROR_UNSUPPORTED
 */
gboolean
heed_opening_find (HeedOpening  *opening,
                   const char   *path,
                   const char   *chosen,
                   GError      **error)
{
  g_autoptr(HeedJson) choice = NULL;

  opening->warnings = g_ptr_array_new_with_free_func (g_free);
  if ((chosen != NULL && (choice = heed_beside_parse ("choice", chosen, error)) == NULL) ||
      !heed_opening_look (opening, path, error))
    return FALSE;

  override (opening, choice);
  guess_rest (&opening->model.recognition);
  if (opening->file.weights != NULL && !opening->has_own_file)
    {
      if (!find_words (opening, error))
        return FALSE;
      keep_said (opening, opening->beside.json);
      keep_said (opening, choice);
    }

  return TRUE;
}

/* --- Choices left open --- */

/* Returns the choices of a layout, or those left open in a description that was written for it;
 * NULL if there are none. */
static const HeedJson *
get_choices (HeedOpening *opening)
{
  HeedRecognition *r = &opening->model.recognition;
  const HeedJson *left =
    opening->is_recognised ? NULL : heed_json_get_member (opening->beside.json, "choose");
  const HeedJson *choices =
    heed_json_is_list (left) && heed_json_get_n (left) > 0 &&
        heed_json_is_object (heed_json_get_nth (left, 0))
      ? left : r->choose;

  return choices != NULL && is_open (r, choices) ? choices : NULL;
}

/* Writes a choice without its title, which is only for display. */
static char *
write_choice (const HeedJson *choice)
{
  g_autoptr(HeedJson) fields = heed_json_copy (choice);

  heed_json_remove (fields, "title");

  return heed_json_to_line (fields);
}

static void
free_choice (gpointer data)
{
  HeedModelChoice *choice = data;

  g_free (choice->title);
  g_free (choice->description);
  g_free (choice);
}

GPtrArray *
heed_opening_list_choices (HeedOpening *opening)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (free_choice);
  const HeedJson *list = get_choices (opening);

  for (guint i = 0; i < heed_json_get_n (list); i++)
    {
      const HeedJson *json = heed_json_get_nth (list, i);
      const char *title = heed_json_get_text (heed_json_get_member (json, "title"));
      HeedModelChoice *choice = g_new0 (HeedModelChoice, 1);

      choice->title = g_strdup (title != NULL ? title : "");
      choice->description = write_choice (json);
      g_ptr_array_add (choices, choice);
    }

  return choices;
}

/* Refuses weights that cannot be loaded with any choice before the user is asked. */
static gboolean
check_first_choice (HeedOpening  *opening,
                    const char   *path,
                    GError      **error)
{
  HeedRecognition *r = &opening->model.recognition;
  g_autoptr(HeedJson) json = heed_json_copy (r->json);
  g_auto(HeedModelParts) parts = { 0 };
  const HeedJson *first;

  if (r->choose == NULL || r->chosen_by != NULL)
    return TRUE;

  first = heed_json_get_nth (r->choose, 0);
  for (guint i = 0; i < heed_json_get_n (first); i++)
    {
      const HeedJson *value = heed_json_get_nth (first, i);

      if (!g_str_equal (heed_json_get_name (value), "title"))
        heed_json_set (json, heed_json_get_name (value), heed_json_copy (value));
    }

  return heed_model_parts_load_described (&parts, opening->model.weights, json, path, error) &&
         heed_unread_refuse (parts.unread, error);
}

static gboolean
check_chosen (HeedOpening  *opening,
              const char   *path,
              GError      **error)
{
  g_autoptr(GPtrArray) choices = heed_opening_list_choices (opening);
  g_autoptr(GString) list = g_string_new (NULL);

  if (choices->len == 0)
    return TRUE;

  if (!check_first_choice (opening, path, error))
    return FALSE;

  for (guint i = 0; i < choices->len; i++)
    {
      const HeedModelChoice *choice = g_ptr_array_index (choices, i);

      if (i < MAX_NAMED)
        g_string_append_printf (list, "%s%s: %s", i == 0 ? "" : "; or ", choice->title,
                                choice->description);
    }
  if (choices->len > MAX_NAMED)
    g_string_append_printf (list, "; and %u more", choices->len - MAX_NAMED);

  g_set_error (error, HEED_ERROR, HEED_ERROR_AMBIGUOUS,
               "model: expected weights of one kind, or a description beside them that says which, "
               "found that they fit %u: %s",
               choices->len, list->str);

  return FALSE;
}

/* --- The model --- */

static void
set_metadata (HeedModelParts *parts,
              const char     *key,
              const char     *value)
{
  if (value != NULL)
    g_hash_table_insert (parts->metadata, g_strdup (key), g_strdup (value));
}

/* Makes a warning such as "heads, norm_place and activation are guessed". */
static void
warn_of_guesses (HeedOpening *opening)
{
  const HeedJson *guessed = opening->model.recognition.guessed;
  g_autoptr(GString) list = g_string_new (NULL);

  for (guint i = 0; i < heed_json_get_n (guessed); i++)
    g_string_append_printf (list, "%s%.40s", i == 0 ? "" : ", ",
                            heed_json_get_name (heed_json_get_nth (guessed, i)));

  if (list->len > 0)
    g_ptr_array_add (opening->warnings,
                     g_strdup_printf ("guessed, since no tensor shows it: %s", list->str));
}

/* If there is no vocabulary, records why a list that was found was not used. */
static void
say_no_words (HeedModelParts *parts,
              const HeedJson *why)
{
  const char *key = parts->source_text == NULL ? "source_words"
                  : parts->target_text == NULL ? "target_words"
                                               : NULL;
  const char *reason = key != NULL ? heed_json_get_text (heed_json_get_member (why, key)) : NULL;

  if (reason != NULL && !g_hash_table_contains (parts->metadata, "heed.no_text"))
    set_metadata (parts, "heed.no_text", reason);
}

static void
take_texts (HeedOpening    *opening,
            HeedModelParts *parts)
{
  HeedFolderModel *model = &opening->model;
  g_autofree char *why = opening->is_recognised ? heed_json_to_line (model->recognition.why) : NULL;
  g_autofree char *guessed = heed_json_to_line (model->recognition.guessed);

  if (model->source_text != NULL)
    parts->source_text = g_steal_pointer (&model->source_text);
  if (model->target_text != NULL)
    parts->target_text = g_steal_pointer (&model->target_text);

  set_metadata (parts, "heed.why", why);
  if (heed_json_get_n (model->recognition.guessed) > 0)
    set_metadata (parts, "heed.guessed", guessed);
  set_metadata (parts, "heed.name", model->name);
  set_metadata (parts, "heed.source_language", model->source_language);
  set_metadata (parts, "heed.target_language", model->target_language);
}

static gboolean
check_unread (HeedOpening     *opening,
              HeedModelParts  *parts,
              GError         **error)
{
  char *warning;

  if (opening->is_recognised)
    return heed_unread_refuse (parts->unread, error);

  warning = heed_unread_warn (parts->unread);
  if (warning != NULL)
    g_ptr_array_add (opening->warnings, warning);

  return TRUE;
}

gboolean
heed_opening_load (HeedOpening     *opening,
                   HeedModelParts  *parts,
                   const char      *path,
                   GError         **error)
{
  HeedFolderModel *model = &opening->model;

  if (!check_chosen (opening, path, error) ||
      !heed_model_parts_load_described (parts, model->weights, model->recognition.json, path,
                                        error) ||
      (opening->beside.json != NULL &&
       !heed_beside_check (&parts->blueprint, opening->beside.json, error)) ||
      !check_unread (opening, parts, error))
    return FALSE;

  take_texts (opening, parts);
  if (opening->file.weights != NULL && !opening->has_own_file)
    say_no_words (parts, model->recognition.why);
  warn_of_guesses (opening);
  if (model->warning != NULL)
    g_ptr_array_add (opening->warnings, g_steal_pointer (&model->warning));
  parts->warnings = g_steal_pointer (&opening->warnings);

  return TRUE;
}

/* --- The description that would be used --- */

static void
add_unread (HeedJson  *json,
            GPtrArray *unread)
{
  g_autoptr(HeedJson) names = heed_json_new_list ();

  for (guint i = 0; unread != NULL && i < unread->len; i++)
    {
      const HeedUnread *one = g_ptr_array_index (unread, i);

      if (one->is_weight)
        heed_json_add_text (names, one->name);
    }

  if (heed_json_get_n (names) > 0)
    heed_json_set (json, "unread", g_steal_pointer (&names));
}

/* Words are left out: they are in their own files, and too many to read. */
char *
heed_opening_describe (HeedOpening *opening,
                       const char  *path)
{
  HeedRecognition *r = &opening->model.recognition;
  g_autoptr(HeedJson) json = heed_json_copy (r->json);
  g_auto(HeedModelParts) parts = { 0 };
  const HeedJson *choices = get_choices (opening);

  heed_json_remove (json, "source_words");
  heed_json_remove (json, "target_words");
  if (heed_json_get_n (r->guessed) > 0)
    heed_json_set (json, "guessed", heed_json_copy (r->guessed));
  if (choices != NULL)
    heed_json_set (json, "choose", heed_json_copy (choices));
  else if (!heed_model_parts_load_described (&parts, opening->model.weights, r->json, path, NULL))
    g_debug ("%s: described, but cannot be loaded", path);
  add_unread (json, parts.unread);

  return heed_json_to_lines (json);
}

/**
 * heed_model_parts_load:
 * @parts: (inout): all zero; the caller must clear it, also after an error
 * @chosen: (nullable): as for heed_model_load_as()
 *
 * Errors: as heed_model_load()
 */
gboolean
heed_model_parts_load (HeedModelParts  *parts,
                       const char      *path,
                       const char      *chosen,
                       GError         **error)
{
  g_auto(HeedOpening) opening = { 0 };

  return heed_opening_find (&opening, path, chosen, error) &&
         heed_opening_load (&opening, parts, path, error);
}

/**
 * heed_model_describe:
 *
 * Returns the description that heed_model_load() would use, as JSON that can be written
 * next to the weights: "guessed" has the fields that no tensor shows, with their other
 * possible values; "choose" the choices that must be made before the model can be
 * opened; "unread" the weights that no part of the network uses.
 *
 * Errors: as heed_model_load(), except errors that a choice would resolve
 *
 * Returns: (transfer full): the description
 */
char *
heed_model_describe (const char    *path,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_auto(HeedOpening) opening = { 0 };

  g_return_val_if_fail (path != NULL, NULL);

  return !g_cancellable_set_error_if_cancelled (cancellable, error) &&
             heed_opening_find (&opening, path, NULL, error)
         ? heed_opening_describe (&opening, path)
         : NULL;
}

/**
 * heed_model_list_choices:
 *
 * Errors: as heed_model_describe()
 *
 * Returns: (transfer full) (element-type HeedModelChoice): the choices for a path for which
 *   heed_model_load() fails with %HEED_ERROR_AMBIGUOUS; empty otherwise
 */
GPtrArray *
heed_model_list_choices (const char    *path,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_auto(HeedOpening) opening = { 0 };

  g_return_val_if_fail (path != NULL, NULL);

  return !g_cancellable_set_error_if_cancelled (cancellable, error) &&
             heed_opening_find (&opening, path, NULL, error)
         ? heed_opening_list_choices (&opening)
         : NULL;
}
