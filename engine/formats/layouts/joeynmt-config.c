/* joeynmt-config.c — reading JoeyNMT's config.yaml next to a checkpoint
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

  return file != NULL
         ? heed_yaml_scalars_parse (g_bytes_get_data (file, NULL), g_bytes_get_size (file))
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

/* Scaled embeddings are multiplied by the square root of their width. */
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

/* --- How text becomes tokens ------------------------------------------------ */

/* Returns a setting of one side, as since version 2, or else the setting of both sides, as in
 * version 1. */
static const char *
get_of_side (GHashTable *config,
             const char *side,
             const char *key,
             const char *otherwise)
{
  g_autofree char *own = g_strdup_printf ("data.%s.%s", side, key);
  g_autofree char *shared = g_strconcat ("data.", key, NULL);

  return heed_joeynmt_get (config, own, heed_joeynmt_get (config, shared, otherwise));
}

static gboolean
is_true_of_side (GHashTable *config,
                 const char *side,
                 const char *key)
{
  return g_ascii_strcasecmp (get_of_side (config, side, key, "false"), "true") == 0;
}

static gboolean
is_version_2 (GHashTable *config,
              const char *side)
{
  g_autofree char *language = g_strdup_printf ("data.%s.lang", side);
  g_autofree char *level = g_strdup_printf ("data.%s.level", side);

  return g_hash_table_contains (config, language) || g_hash_table_contains (config, level);
}

static void
refuse_text (HeedRecognition *r,
             const char      *key,
             const char      *format,
             const char      *value)
{
  g_autofree char *reason = g_strdup_printf (format, value);

  heed_recognition_say_no_text (r, key, reason, "config.yaml");
}

/* Records the file of the pieces, which is of one of the two kinds that JoeyNMT supports. */
static void
say_pieces (HeedRecognition *r,
            GHashTable      *config,
            const char      *side,
            const char      *key,
            HeedTextRules    rules)
{
  const char *type = get_of_side (config, side, "tokenizer_type",
                                  get_of_side (config, side, "bpe_type", "sentencepiece"));
  gboolean is_coded = g_str_equal (type, "subword-nmt");
  const char *named =
    get_of_side (config, side, is_coded ? "tokenizer_cfg.codes" : "tokenizer_cfg.model_file", "");
  const char *separator = get_of_side (config, side, "tokenizer_cfg.separator", "@@");
  g_autofree char *file = heed_recognition_find_file (r, named);

  if (!is_coded && !g_str_equal (type, "sentencepiece"))
    refuse_text (r, key,
                 "config.yaml: tokenizer_type: expected subword-nmt or sentencepiece, found %.40s",
                 type);
  else if (!g_str_equal (separator, "@@"))
    refuse_text (r, key, "config.yaml: separator: expected @@, found %.40s", separator);
  else if (file == NULL)
    refuse_text (
      r, key,
      "config.yaml: level: bpe: expected the file that splits words beside the checkpoint, "
      "found no \"%.80s\"",
      named);
  else
    heed_recognition_say_text_file (r, key, is_coded ? "subword-nmt" : "sentencepiece", file,
                                    rules | HEED_TEXT_ONLY_WORDS, "config.yaml");
}

static void
say_text_of_side (HeedRecognition *r,
                  GHashTable      *config,
                  const char      *side,
                  const char      *key)
{
  const char *level = get_of_side (config, side, "level", "word");
  const char *pretokenizer = get_of_side (config, side, "tokenizer_cfg.pretokenizer", "none");
  HeedTextRules rules =
    is_true_of_side (config, side, "lowercase") ? HEED_TEXT_LOWERCASE : HEED_TEXT_AS_IS;

  if (g_hash_table_size (config) == 0)
    heed_recognition_say_text_rules (r, key, rules, "a guess: there is no config.yaml");
  else if (g_ascii_strcasecmp (pretokenizer, "none") != 0)
    refuse_text (r, key,
                 "config.yaml: pretokenizer: expected none, found %.40s, which is not applied here",
                 pretokenizer);
  else if (is_true_of_side (config, side, "normalize"))
    refuse_text (r, key,
                 "config.yaml: normalize: expected False, found %s, which is not applied here",
                 "True");
  else if (g_str_equal (level, "char"))
    heed_recognition_say_text_file (r, key, "character", NULL, rules, "config.yaml");
  else if (g_str_equal (level, "bpe") && is_version_2 (config, side))
    say_pieces (r, config, side, key, rules);
  else if (g_str_equal (level, "bpe"))
    heed_recognition_say_text_rules (r, key, rules,
                                     "config.yaml: in version 1 text comes in pieces");
  else if (g_str_equal (level, "word"))
    heed_recognition_say_text_rules (r, key, rules, "config.yaml");
  else
    refuse_text (r, key, "config.yaml: level: expected word, char or bpe, found %.40s", level);
}

/* The settings are in "data.src" since version 2, in "data" before. */
void
heed_joeynmt_say_text (HeedRecognition *r,
                       GHashTable      *config)
{
  const char *source =
    heed_joeynmt_get (config, "data.src.lang", heed_joeynmt_get (config, "data.src", ""));
  const char *target =
    heed_joeynmt_get (config, "data.trg.lang", heed_joeynmt_get (config, "data.trg", ""));

  say_text_of_side (r, config, "src", "source_text");
  say_text_of_side (r, config, "trg", "target_text");
  if (*source != '\0')
    heed_recognition_say_text (r, "source_language", source, "config.yaml");
  if (*target != '\0')
    heed_recognition_say_text (r, "target_language", target, "config.yaml");
}
