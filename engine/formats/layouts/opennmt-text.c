/* opennmt-text.c — the text preprocessing in the options of an OpenNMT-py checkpoint
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     opt.transforms           "sentencepiece", "bpe" (subword-nmt), "filtertoolong", ...
 *     opt.src_subword_model    path of the splitter's file during training; also tgt_
 *     opt.share_vocab          both sides use the splitter of the source
 *     opt.src_vocab_threshold  pieces with lower counts are split further
 *
 * Before version 2 none of these exists, and text is split at spaces. A transform that
 * splits text is applied if its file is next to the weights; otherwise the side has no
 * text, and the reason is recorded.
 *
 * Source: OpenNMT/OpenNMT-py 2.3 and 3.4, onmt/transforms/tokenize.py
 */

#include "engine/formats/layouts/opennmt-text.h"

#define SEEN_BY "the checkpoint's opt.transforms"

/* Transforms that only select the training pairs, or add noise to them. */
static const char *const without_effect[] = { "filtertoolong", "clean", "tokendrop", "tokenmask",
                                              "switchout",     "bart",  NULL };

static const struct { const char *transform, *tokenizer; } splitters[] = {
  { "sentencepiece", "sentencepiece" },
  { "bpe", "subword-nmt" },
};

/* Returns the transforms of all corpora, if they were saved. */
static const HeedPickleValue *
get_transforms (const HeedPickleValue *options)
{
  const HeedPickleValue *all = heed_pickle_value_find (options, "_all_transform");

  return heed_pickle_value_get_size (all) > 0 ? all
                                              : heed_pickle_value_find (options, "transforms");
}

static const char *
get_tokenizer (const char *transform)
{
  for (guint i = 0; i < G_N_ELEMENTS (splitters); i++)
    if (g_str_equal (splitters[i].transform, transform))
      return splitters[i].tokenizer;

  return NULL;
}

/* Returns NULL if no transform splits text. unknown is set to a transform that is not supported,
 * or to a second one that splits. */
static const char *
find_tokenizer (const HeedPickleValue  *transforms,
                const char            **unknown)
{
  const char *tokenizer = NULL;

  *unknown = NULL;
  for (guint i = 0; i < heed_pickle_value_get_size (transforms); i++)
    {
      const char *name =
        heed_pickle_value_get_text (heed_pickle_value_get_item (transforms, i), "something else");
      const char *splits = get_tokenizer (name);

      if (splits != NULL && tokenizer == NULL)
        tokenizer = splits;
      else if (!g_strv_contains (without_effect, name))
        *unknown = name;
    }

  return tokenizer;
}

static void
refuse (HeedRecognition *r,
        const char      *key,
        const char      *format,
        const char      *value)
{
  g_autofree char *reason = g_strdup_printf (format, value);

  heed_recognition_say_no_text (r, key, reason, SEEN_BY);
}

static const char *
get_text (const HeedPickleValue *options,
          const char            *side,
          const char            *name)
{
  g_autofree char *member = g_strconcat (side, name, NULL);

  return heed_pickle_value_get_text (heed_pickle_value_find (options, member), "");
}

static void
say_file (HeedRecognition *r,
          const char      *key,
          const char      *tokenizer,
          const char      *side)
{
  const HeedPickleValue *options = heed_pickle_value_find (r->root, "opt");
  g_autofree char *threshold = g_strconcat (side, "_vocab_threshold", NULL);
  const char *named = get_text (options, side, "_subword_model");
  g_autofree char *file = heed_recognition_find_file (r, named);

  if (heed_pickle_value_get_int (heed_pickle_value_find (options, threshold), 0) > 0 &&
      *get_text (options, side, "_subword_vocab") != '\0')
    refuse (r, key, "opt: %s_vocab_threshold: expected 0, found more, which is not applied here",
            side);
  else if (file == NULL)
    refuse (r, key,
            "opt: expected the file that splits words beside the checkpoint, found no \"%.80s\"",
            named);
  else
    heed_recognition_say_text_file (r, key, tokenizer, file, HEED_TEXT_AS_IS, SEEN_BY);
}

void
heed_opennmt_say_text (HeedRecognition *r)
{
  const HeedPickleValue *options = heed_pickle_value_find (r->root, "opt");
  const char *unknown;
  const char *tokenizer = find_tokenizer (get_transforms (options), &unknown);
  gboolean is_shared = heed_pickle_value_get_int (heed_pickle_value_find (options, "share_vocab"),
                                                  0) == 1;
  const struct { const char *key, *side; } sides[] = {
    { "source_text", "src" }, { "target_text", is_shared ? "src" : "tgt" },
  };

  if (unknown == NULL && tokenizer == NULL)
    heed_recognition_say_both_text_rules (r, HEED_TEXT_AS_IS, "OpenNMT-py splits at spaces");

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    if (unknown != NULL)
      refuse (r, sides[i].key,
              "opt: transforms: expected one of sentencepiece and bpe, found %.40s, which is not "
              "applied here",
              unknown);
    else if (tokenizer != NULL)
      say_file (r, sides[i].key, tokenizer, sides[i].side);
}
