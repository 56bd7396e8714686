/* joeynmt-config.c — what JoeyNMT's config.yaml says beside a checkpoint
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/formats/layouts/joeynmt-config.h"

#include <math.h>

#include "engine/files/mapped-file.h"
#include "engine/files/yaml-scalars.h"

GHashTable *
heed_joeynmt_read_config (HeedRecognition *r)
{
  g_autofree char *folder = g_path_get_dirname (r->path);
  g_autofree char *path = g_build_filename (folder, "config.yaml", NULL);
  g_autoptr(GBytes) file = heed_mapped_file_load (path, NULL);

  return file != NULL ? heed_yaml_scalars_parse (g_bytes_get_data (file, NULL), g_bytes_get_size (file))
                      : heed_yaml_scalars_parse ("", 0);
}

const char *
heed_joeynmt_get (GHashTable *config,
                  const char *key,
                  const char *otherwise)
{
  const char *value = g_hash_table_lookup (config, key);

  return value != NULL ? value : otherwise;
}

gboolean
heed_joeynmt_is_true (GHashTable *config,
                      const char *key)
{
  return g_ascii_strcasecmp (heed_joeynmt_get (config, key, "false"), "true") == 0;
}

/* Scaled embeddings are numbers times the root of their width. */
void
heed_joeynmt_say_embedding (HeedRecognition *r,
                            const char      *ours,
                            const char      *model,
                            const char      *theirs,
                            GHashTable      *config,
                            const char      *key)
{
  g_autofree char *our_all = g_strconcat (ours, ".*", NULL);
  g_autofree char *our_weight = g_strconcat (ours, ".weight", NULL);
  g_autofree char *their_all = g_strconcat (theirs, ".*", NULL);
  g_autofree char *their_weight = g_strconcat (theirs, ".weight", NULL);
  HeedTheirPart part = { .prefix = model, .name = their_weight };
  gsize vocabulary, width;

  heed_recognition_say_tensor (r, our_all, model, their_all);
  if (!heed_joeynmt_is_true (config, key))
    return;

  heed_recognition_get_shape (r, model, their_weight, &vocabulary, &width);
  part.scale = sqrt ((double) width);
  heed_recognition_say_parts_of (r, our_weight, &part, 1);
}

/* "data.src" since version 2, "data" before. */
void
heed_joeynmt_say_text (HeedRecognition *r,
                       GHashTable      *config)
{
  gboolean lowercase = heed_joeynmt_is_true (config, "data.src.lowercase") ||
                       heed_joeynmt_is_true (config, "data.lowercase");
  const char *source = heed_joeynmt_get (config, "data.src.lang", heed_joeynmt_get (config, "data.src", ""));
  const char *target = heed_joeynmt_get (config, "data.trg.lang", heed_joeynmt_get (config, "data.trg", ""));

  heed_recognition_say_text_rules (r, "source_text", lowercase ? HEED_TEXT_LOWERCASE : HEED_TEXT_AS_IS,
                                   g_hash_table_size (config) > 0 ? "config.yaml" : "a guess: there is no config.yaml");
  if (*source != '\0')
    heed_recognition_say_text (r, "source_language", source, "config.yaml");
  if (*target != '\0')
    heed_recognition_say_text (r, "target_language", target, "config.yaml");
}
