/* sweep-writing.c — writing alignment heads into the configuration files of other programs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Both programs read "alignment_heads", a list of pairs of layer and head, from 0, and
 * "alignment_layer", which is written if all heads are in one layer. Everything else in
 * the file is kept.
 */

#include "app/core/links/sweep-writing.h"

#include "engine/files/json-writer.h"
#include "engine/files/json.h"

static gboolean
keep_old (const char  *path,
          GError     **error)
{
  g_autofree char *old_path = g_strconcat (path, ".old", NULL);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, error) &&
         g_file_set_contents (old_path, text, -1, error);
}

static HeedJson *
make_heads (GArray *heads)
{
  HeedJson *list = heed_json_new_list ();

  for (guint i = 0; i < heads->len; i++)
    {
      const HeedAttentionSite *site = &g_array_index (heads, HeedAttentionSite, i);
      HeedJson *pair = heed_json_add_list (list);

      heed_json_add_whole (pair, site->layer);
      heed_json_add_whole (pair, site->head);
    }

  return list;
}

static gboolean
are_of_one_layer (GArray *heads)
{
  for (guint i = 1; i < heads->len; i++)
    if (g_array_index (heads, HeedAttentionSite, i).layer !=
        g_array_index (heads, HeedAttentionSite, 0).layer)
      return FALSE;

  return TRUE;
}

/**
 * heed_sweep_write_heads:
 * @path: an existing file
 * @heads: (element-type HeedAttentionSite): at least one
 *
 * Errors: those of reading and writing; %HEED_ERROR_DAMAGED if it is not a JSON object
 *
 * Returns: whether the file was written; otherwise it is unchanged
 */
gboolean
heed_sweep_write_heads (const char  *path,
                        GArray      *heads,
                        GError     **error)
{
  g_autoptr(HeedJson) root = heed_json_load (path, NULL, error);
  g_autofree char *text = NULL;
  g_autofree char *lines = NULL;

  if (root == NULL)
    return FALSE;

  if (!heed_json_is_object (root))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "%s: expected a JSON object, found something else", path);
      return FALSE;
    }

  heed_json_set (root, "alignment_heads", make_heads (heads));
  if (are_of_one_layer (heads))
    heed_json_set_whole (root, "alignment_layer",
                         g_array_index (heads, HeedAttentionSite, 0).layer);
  else
    heed_json_remove (root, "alignment_layer");

  text = heed_json_to_lines (root);
  lines = g_strconcat (text, "\n", NULL);

  return keep_old (path, error) && g_file_set_contents (path, lines, -1, error);
}
