/* beside.c — a description file next to foreign weights, and its effect
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/formats/beside.h"

#include <string.h>

#include "engine/files/json-fields.h"
#include "engine/heed.h"

#define COMMON_NAME "model.json"

static const HeedJsonLimits limits = { 8, 8 * 1000 * 1000 };

/* Every member that a description may have, besides those of its family. */
static const char *const members[] = {
  "tensors",         "transposed",      "gates",         "reset_after",  "tokens",
  "source_tokens",   "source_text",     "target_text",   "source_words", "target_words",
  "ignore",          "guessed",         "unread",        "choose",       "source_language",
  "target_language", "name",            "comment",       NULL
};

/* Members that files of other programs may have too. */
static const char *const common_members[] = { "name", "comment", "family", "heads", NULL };

void
heed_beside_clear (HeedBeside *beside)
{
  g_clear_pointer (&beside->name, g_free);
  g_clear_pointer (&beside->json, heed_json_free);
}

HeedJson *
heed_beside_parse (const char  *what,
                   const char  *text,
                   GError     **error)
{
  return heed_json_parse_object (what, text, strlen (text), &limits, error);
}

static gboolean
is_field (HeedFamily  family,
          const char *name)
{
  HeedBlueprint blueprint;

  heed_blueprint_init (&blueprint);
  blueprint.family = family;

  return heed_blueprint_has_field (&blueprint, name);
}

/* Returns whether the object is the configuration of a training, which contains a description of
 * the model, or names a model that has one. */
static gboolean
is_training (const HeedJson *json)
{
  return heed_json_get_member (json, "training") != NULL &&
         (heed_json_get_member (json, "model") != NULL ||
          heed_json_get_member (json, "start_from") != NULL);
}

gboolean
heed_beside_is_description (const HeedJson *json)
{
  if (is_training (json))
    return FALSE;

  for (guint i = 0; i < heed_json_get_n (json); i++)
    {
      const char *name = heed_json_get_name (heed_json_get_nth (json, i));

      if (!g_strv_contains (common_members, name) &&
          (g_strv_contains (members, name) || is_field (HEED_FAMILY_RECURRENT, name) ||
           is_field (HEED_FAMILY_TRANSFORMER, name)))
        return TRUE;
    }

  return heed_json_get_member (json, "family") != NULL ||
         heed_json_get_member (json, "heads") != NULL;
}

/* Returns "weights.json" for "weights.pt". */
static char *
name_after (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';

  return g_strconcat (name, ".json", NULL);
}

/* Returns FALSE without an error if there is no such file. */
static gboolean
read_object (HeedBeside  *beside,
             const char  *folder,
             const char  *name,
             const char  *weights,
             GError     **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(HeedJson) json = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) || g_str_equal (path, weights))
    return FALSE;

  json = heed_json_load (path, &limits, error);
  if (json == NULL)
    return FALSE;
  if (!heed_json_is_object (json))
    return heed_json_refuse (json, "an object", error);

  beside->json = g_steal_pointer (&json);
  beside->name = g_strdup (name);

  return TRUE;
}

gboolean
heed_beside_find (HeedBeside  *beside,
                  const char  *path,
                  GPtrArray   *warnings,
                  GError     **error)
{
  gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  g_autofree char *folder = is_folder ? g_strdup (path) : g_path_get_dirname (path);
  g_autofree char *own = is_folder ? g_strdup (COMMON_NAME) : name_after (path);
  g_autoptr(GError) problem = NULL;

  *beside = (HeedBeside) { 0 };
  if (read_object (beside, folder, own, path, &problem))
    return TRUE;

  if (problem == NULL && !g_str_equal (own, COMMON_NAME) && !is_folder &&
      read_object (beside, folder, COMMON_NAME, path, &problem) &&
      !heed_beside_is_description (beside->json))
    {
      g_ptr_array_add (warnings,
                       g_strdup (COMMON_NAME " is not used: it has no field of a description"));
      heed_beside_clear (beside);
    }

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/* Removes the fields for each side, since a field for both sides replaces them. */
static void
remove_sides (HeedJson   *json,
              const char *key)
{
  g_autofree char *encoder = g_strconcat ("encoder_", key, NULL);
  g_autofree char *decoder = g_strconcat ("decoder_", key, NULL);

  heed_json_remove (json, encoder);
  heed_json_remove (json, decoder);
}

/* Adds the members of an object to the existing one, and the elements of a list after the
 * existing ones. Returns FALSE if there is no existing value of this kind. */
static gboolean
add_to (HeedJson       *json,
        const char     *key,
        const HeedJson *value)
{
  HeedJson *old = heed_json_find (json, key);

  if (old == NULL || heed_json_get_kind (old) != heed_json_get_kind (value) ||
      heed_json_get_text (old) != NULL)
    return FALSE;

  for (guint i = 0; i < heed_json_get_n (value); i++)
    {
      const HeedJson *member = heed_json_get_nth (value, i);

      if (heed_json_is_object (value))
        heed_json_set (old, heed_json_get_name (member), heed_json_copy (member));
      else
        heed_json_add (old, heed_json_copy (member));
    }

  return TRUE;
}

void
heed_beside_override (HeedRecognition *recognition,
                      const HeedJson  *other,
                      const char      *why)
{
  static const char *const remarks[] = { "guessed", "choose", "unread", "comment", NULL };
  static const char *const added[] = { "tensors", "ignore", NULL };

  for (guint i = 0; i < heed_json_get_n (other); i++)
    {
      const HeedJson *value = heed_json_get_nth (other, i);
      const char *key = heed_json_get_name (value);

      if (g_strv_contains (remarks, key) ||
          (g_strv_contains (added, key) && add_to (recognition->json, key, value)))
        continue;

      remove_sides (recognition->json, key);
      remove_sides (recognition->guessed, key);
      heed_json_remove (recognition->guessed, key);
      heed_json_set (recognition->json, key, heed_json_copy (value));
      heed_json_set_text (recognition->why, key, why);
    }

  other = heed_json_get_member (other, "guessed");
  for (guint i = 0; heed_json_is_object (other) && i < heed_json_get_n (other); i++)
    {
      const HeedJson *value = heed_json_get_nth (other, i);

      heed_json_set (recognition->guessed, heed_json_get_name (value), heed_json_copy (value));
    }
}

gboolean
heed_beside_check (const HeedBlueprint  *blueprint,
                   const HeedJson       *json,
                   GError              **error)
{
  for (guint i = 0; i < heed_json_get_n (json); i++)
    {
      const char *name = heed_json_get_name (heed_json_get_nth (json, i));

      if (!heed_blueprint_has_field (blueprint, name) && !g_strv_contains (members, name))
        {
          g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                       "description: expected fields of this family, found %.60s", name);
          return FALSE;
        }
    }

  return TRUE;
}
