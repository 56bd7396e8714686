/* halves.c — joining an encoder and a decoder that are in separate files
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Models in tutorials consist of two modules, which are often saved separately:
 * encoder.pt and decoder.pt, enc.pth and dec.pth. Neither file is a model on its own.
 */

#include "engine/formats/halves.h"

#include <string.h>

static const struct { const char *encoder, *decoder; } words[] = {
  { "encoder", "decoder" }, { "Encoder", "Decoder" }, { "enc", "dec" }, { "Enc", "Dec" },
};

static char *
replace (const char *text,
         const char *word,
         const char *other)
{
  g_auto(GStrv) parts = g_strsplit (text, word, 2);

  return g_strjoinv (other, parts);
}

static gboolean
has_sides (HeedWeights *weights)
{
  guint n_arrays;
  const HeedArray *arrays = heed_weights_get (weights, &n_arrays);
  gboolean has_encoder = FALSE, has_decoder = FALSE;

  for (guint i = 0; i < n_arrays; i++)
    {
      has_encoder = has_encoder || strstr (arrays[i].name, "encoder") != NULL;
      has_decoder = has_decoder || strstr (arrays[i].name, "decoder") != NULL;
    }

  return has_encoder && has_decoder;
}

static gboolean
is_encoder (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (name, words[i].encoder) != NULL)
      return TRUE;

  return FALSE;
}

static char *
name_other (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (name, words[i].encoder) != NULL)
      return replace (name, words[i].encoder, words[i].decoder);
    else if (strstr (name, words[i].decoder) != NULL)
      return replace (name, words[i].decoder, words[i].encoder);

  return NULL;
}

char *
heed_halves_name_other (const char  *path,
                        HeedWeights *weights)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *other = has_sides (weights) ? NULL : name_other (name);

  return other != NULL ? g_build_filename (folder, other, NULL) : NULL;
}

gboolean
heed_halves_join (HeedWeightsFile  *file,
                  const char       *path,
                  const char       *other,
                  GError          **error)
{
  g_auto(HeedWeightsFile) second = { 0 };
  g_autofree char *name = g_path_get_basename (path);
  gboolean is_first = is_encoder (name);
  const char *const prefixes[] = { is_first ? "encoder." : "decoder.",
                                   is_first ? "decoder." : "encoder." };
  HeedWeights *parts[2];
  HeedWeights *joined;

  if (!heed_weights_file_load (&second, other, error))
    return FALSE;

  parts[0] = file->weights;
  parts[1] = second.weights;
  joined = heed_weights_join (parts, prefixes, G_N_ELEMENTS (parts), error);
  if (joined == NULL)
    return FALSE;

  heed_weights_unref (file->weights);
  file->weights = joined;

  return TRUE;
}

static gboolean
is_of_weights (const char *name)
{
  static const char *const suffixes[] = { ".pt",  ".pth", ".bin",  ".ckpt",  ".tar",
                                          ".npz", ".h5",  ".hdf5", ".keras", ".safetensors" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (name, suffixes[i]))
      return TRUE;

  return FALSE;
}

char *
heed_halves_choose (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *other = NULL;
  const char *name;

  while (dir != NULL && names->len <= 2 && (name = g_dir_read_name (dir)) != NULL)
    if (is_of_weights (name))
      g_ptr_array_add (names, g_strdup (name));

  if (names->len == 1)
    return g_build_filename (folder, g_ptr_array_index (names, 0), NULL);

  other = names->len == 2 ? name_other (g_ptr_array_index (names, 0)) : NULL;
  if (other == NULL || !g_str_equal (other, g_ptr_array_index (names, 1)))
    return NULL;

  return g_build_filename (folder, is_encoder (other) ? other : g_ptr_array_index (names, 0), NULL);
}
