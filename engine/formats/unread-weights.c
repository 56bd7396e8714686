/* unread-weights.c — handling of tensors that no part of a network uses
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * If a layout was recognised by names and shapes, an unused weight means that it is
 * another model: it is refused unless a description allows ignoring the tensor. With a
 * complete description by the user, unused weights only cause a warning.
 */

#include "engine/formats/unread-weights.h"

#include <string.h>

#include "engine/files/json-fields.h"
#include "engine/heed.h"

#define MAX_NAMED 4

static gboolean
fits (const char *name,
      const char *pattern)
{
  gsize n_bytes = strlen (pattern);

  return n_bytes > 0 && pattern[n_bytes - 1] == '*' ? strncmp (name, pattern, n_bytes - 1) == 0
                                                    : g_str_equal (name, pattern);
}

static gboolean
has_any (HeedWeights *weights,
         const char  *pattern)
{
  guint n_arrays;
  const HeedArray *arrays = heed_weights_get (weights, &n_arrays);

  for (guint i = 0; i < n_arrays; i++)
    if (fits (arrays[i].name, pattern))
      return TRUE;

  return FALSE;
}

static void
ignore_one (GPtrArray  *unread,
            const char *pattern)
{
  for (guint i = 0; i < unread->len; i++)
    {
      HeedUnread *one = g_ptr_array_index (unread, i);

      if (!one->is_weight || !fits (one->name, pattern))
        continue;

      one->is_weight = FALSE;
      g_free (one->why);
      one->why = g_strdup ("to be ignored, as the description says");
    }
}

gboolean
heed_unread_ignore (GPtrArray       *unread,
                    HeedWeights     *weights,
                    const HeedJson  *ignore,
                    GError         **error)
{
  if (ignore != NULL && !heed_json_is_list (ignore))
    return heed_json_refuse (ignore, "a list of names of tensors", error);

  for (guint i = 0; i < heed_json_get_n (ignore); i++)
    {
      const HeedJson *one = heed_json_get_nth (ignore, i);
      const char *pattern = heed_json_get_text (one);

      if (pattern == NULL || !has_any (weights, pattern))
        return heed_json_refuse (one, "the name of a tensor of the file", error);
      ignore_one (unread, pattern);
    }

  return TRUE;
}

static char *
write_shape (const HeedArray *array)
{
  GString *shape = g_string_new (NULL);

  for (guint i = 0; i < array->n_dims; i++)
    g_string_append_printf (shape, "%s%" G_GSIZE_FORMAT, i == 0 ? "" : " x ", array->shape[i]);

  return g_string_free (shape, FALSE);
}

/* Returns "a.weight (8 x 8), b.bias (8) and 3 more"; NULL if none is a weight. */
static char *
list_weights (GPtrArray  *unread,
              HeedUnread **first)
{
  g_autoptr(GString) list = g_string_new (NULL);
  guint n_weights = 0;

  for (guint i = 0; i < unread->len; i++)
    {
      HeedUnread *one = g_ptr_array_index (unread, i);
      g_autofree char *shape = write_shape (&one->array);

      if (!one->is_weight)
        continue;

      if (n_weights == 0)
        *first = one;
      if (n_weights < MAX_NAMED)
        g_string_append_printf (list, "%s%.80s (%s)", n_weights == 0 ? "" : ", ", one->name, shape);
      n_weights++;
    }

  if (n_weights > MAX_NAMED)
    g_string_append_printf (list, " and %u more", n_weights - MAX_NAMED);

  return n_weights > 0 ? g_strdup (list->str) : NULL;
}

gboolean
heed_unread_refuse (GPtrArray  *unread,
                    GError    **error)
{
  HeedUnread *first = NULL;
  g_autofree char *weights = list_weights (unread, &first);

  if (weights == NULL)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "weights: expected that every one is read, found some that are not: %s; "
               "a description beside the weights can say what they are, or \"ignore\": [\"%.80s\"]",
               weights, first->name);

  return FALSE;
}

char *
heed_unread_warn (GPtrArray *unread)
{
  HeedUnread *first = NULL;
  g_autofree char *weights = list_weights (unread, &first);

  return weights != NULL ? g_strdup_printf ("weights that nothing reads: %s", weights) : NULL;
}
