/* recognition.c — helpers for layouts: finding tensors by name and shape
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The names and shapes of weights reveal which program saved them. The result is the
 * same JSON that a user would write next to the weights, so there is only one way to
 * load a model, and users can override any field.
 */

#include "engine/formats/layouts/recognition.h"

#include <string.h>


#define MAX_NAME_BYTES 256

const HeedArray *
heed_recognition_find (HeedRecognition *recognition,
                       const char      *prefix,
                       const char      *name)
{
  g_autofree char *full = g_strconcat (prefix, name, NULL);

  return heed_weights_find (recognition->weights, full);
}

/* Returns whether all of the names exist, or, if all is FALSE, whether none does. */
static gboolean
has_names (HeedRecognition   *recognition,
           const char        *prefix,
           const char *const *names,
           gboolean           all)
{
  for (guint i = 0; names[i] != NULL; i++)
    if ((heed_recognition_find (recognition, prefix, names[i]) != NULL) != all)
      return FALSE;

  return TRUE;
}

char *
heed_recognition_find_file (HeedRecognition *recognition,
                            const char      *named)
{
  g_autofree char *folder = g_path_get_dirname (recognition->path);
  g_autofree char *name = g_path_get_basename (named);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return *named != '\0' && g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&name)
                                                                      : NULL;
}

void
heed_recognition_get_shape (HeedRecognition *recognition,
                            const char      *prefix,
                            const char      *name,
                            gsize           *n_rows,
                            gsize           *n_columns)
{
  const HeedArray *array = heed_recognition_find (recognition, prefix, name);

  if (array == NULL || array->n_dims == 0 || !heed_array_get_matrix (array, n_rows, n_columns))
    *n_rows = *n_columns = 0;
}

/* Returns the name of the recurrent weights of a module, among the usual ones. */
static const char *
find_rnn (HeedRecognition *recognition,
          const char      *prefix)
{
  static const char *const names[] = { "rnn", "gru", "lstm", "rnn.rnn" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *first = g_strconcat (names[i], ".weight_hh_l0", NULL);

      if (heed_recognition_find (recognition, prefix, first) != NULL)
        return names[i];
    }

  return NULL;
}

/**
 * heed_recognition_find_module:
 * @rnn: (out) (optional): set if a module is found
 *
 * The search considers every tensor whose name ends with the first of @has.
 *
 * Returns: (transfer full) (nullable): the prefix, with its dot; may be ""
 */
char *
heed_recognition_find_module (HeedRecognition    *recognition,
                              const char *const  *has,
                              const char *const  *lacks,
                              const char        **rnn)
{
  guint n_arrays;
  const HeedArray *arrays = heed_weights_get (recognition->weights, &n_arrays);

  for (guint i = 0; i < n_arrays; i++)
    {
      const char *name = arrays[i].name;
      gsize n_bytes = strlen (name) - MIN (strlen (name), strlen (has[0]));
      g_autofree char *prefix = NULL;

      if (!g_str_has_suffix (name, has[0]) || n_bytes > MAX_NAME_BYTES ||
          (n_bytes > 0 && name[n_bytes - 1] != '.'))
        continue;

      prefix = g_strndup (name, n_bytes);
      if (rnn != NULL)
        *rnn = find_rnn (recognition, prefix);
      if ((rnn == NULL || *rnn != NULL) &&
          has_names (recognition, prefix, has, TRUE) &&
          (lacks == NULL || has_names (recognition, prefix, lacks, FALSE)))
        return g_steal_pointer (&prefix);
    }

  return NULL;
}

void
heed_recognition_begin (HeedRecognition *recognition,
                        const char      *path)
{
  *recognition = (HeedRecognition) {
    .path = path,
    .json = heed_json_new_object (),
    .why = heed_json_new_object (),
    .guessed = heed_json_new_object (),
  };
}

void
heed_recognition_clear (HeedRecognition *recognition)
{
  g_clear_pointer (&recognition->json, heed_json_free);
  g_clear_pointer (&recognition->why, heed_json_free);
  g_clear_pointer (&recognition->guessed, heed_json_free);
  g_clear_pointer (&recognition->choose, heed_json_free);
}
