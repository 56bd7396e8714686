/* torch-transformer.c — a model around PyTorch's nn.Transformer
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     transformer.encoder.layers.0      self_attn, linear1, linear2, norm1, norm2
 *     transformer.decoder.layers.0      multihead_attn and norm3 too
 *     transformer.encoder.norm          after the last layer, whatever norm_first is
 *     src_tok_emb.embedding, tgt_tok_emb.embedding, generator
 *
 * The rows of in_proj are query, key and value. The tensors around nn.Transformer have
 * names chosen by the author; those of PyTorch's translation tutorial and some others
 * are known, and a description next to the weights can give any others. The tensors
 * show neither the number of heads nor norm_first, and the same weights with other
 * values are another model, with other attentions: the user has to choose, or a
 * description gives them. It may also give the activation, which by default is guessed
 * to be that of nn.Transformer:
 *
 *     {"heads": 4, "norm_place": "pre", "activation": "gelu"}
 *
 * If a description gives only one of heads and norm_place, the other is guessed.
 *
 * Source: torch/nn/modules/transformer.py; pytorch/tutorials,
 * beginner_source/translation_transformer.py
 */

#include "engine/formats/layouts/layouts.h"

#include <string.h>

#include "engine/formats/layouts/transformer-names.h"

#define DEFAULT_HEADS  8  /* default of nn.Transformer */
#define NARROWEST_HEAD 8
#define MOST_HEADS     16

static const char *const has[] = { "encoder.layers.0.self_attn.in_proj_weight",
                                   "decoder.layers.0.multihead_attn.in_proj_weight", NULL };

static const HeedTensorName side_names[] = {
  { "self_attention.output.*", "self_attn.out_proj.*" },
  { "self_attention.norm.*", "norm1.*" },
  { "feed_forward.inner.*", "linear1.*" },
  { "feed_forward.output.*", "linear2.*" },
  { NULL, NULL }
};

static const HeedTensorName encoder_names[] = {
  { "feed_forward.norm.*", "norm2.*" },
  { NULL, NULL }
};

static const HeedTensorName decoder_names[] = {
  { "cross_attention.output.*", "multihead_attn.out_proj.*" },
  { "cross_attention.norm.*", "norm2.*" },
  { "feed_forward.norm.*", "norm3.*" },
  { NULL, NULL }
};

static const HeedStackedName self_stacks[] = {
  { "self_attention.query", "self_attn.in_proj_", 0, 3 },
  { "self_attention.key", "self_attn.in_proj_", 1, 3 },
  { "self_attention.value", "self_attn.in_proj_", 2, 3 },
  { NULL, NULL, 0, 0 }
};

static const HeedStackedName cross_stacks[] = {
  { "cross_attention.query", "multihead_attn.in_proj_", 0, 3 },
  { "cross_attention.key", "multihead_attn.in_proj_", 1, 3 },
  { "cross_attention.value", "multihead_attn.in_proj_", 2, 3 },
  { NULL, NULL, 0, 0 }
};

/* Usual names of the tensors around nn.Transformer, without ".weight". */
static const char *const source_embeddings[] = { "src_tok_emb.embedding",
                                                 "src_tok_emb",
                                                 "src_embedding",
                                                 "src_emb",
                                                 "src_embed",
                                                 "source_embedding",
                                                 "encoder_embedding",
                                                 "enc_embedding",
                                                 "embedding_src",
                                                 "src_embedding.embedding",
                                                 NULL };
static const char *const target_embeddings[] = { "tgt_tok_emb.embedding",
                                                 "tgt_tok_emb",
                                                 "tgt_embedding",
                                                 "tgt_emb",
                                                 "tgt_embed",
                                                 "trg_embedding",
                                                 "target_embedding",
                                                 "decoder_embedding",
                                                 "dec_embedding",
                                                 "embedding_tgt",
                                                 "tgt_embedding.embedding",
                                                 NULL };
static const char *const shared_embeddings[] = {
  "embedding", "tok_emb.embedding", "tok_emb", "shared_embedding", NULL
};
static const char *const outputs[] = {
  "generator", "fc_out", "out", "fc", "linear", "output", "output_layer", "lm_head", NULL
};

static char *
find_named (HeedRecognition   *r,
            const char        *prefix,
            const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *weight = g_strconcat (names[i], ".weight", NULL);

      if (heed_recognition_find (r, prefix, weight) != NULL)
        return g_strconcat (prefix, names[i], ".*", NULL);
    }

  return NULL;
}

/* Returns the prefix of the tensors around nn.Transformer, which is its own without the last
 * part: "model." for "model.transformer.". */
static char *
dup_around (const char *transformer)
{
  const char *end = transformer + strlen (transformer);

  if (end > transformer)
    end--;
  while (end > transformer && end[-1] != '.')
    end--;

  return g_strndup (transformer, (gsize) (end - transformer));
}

static void
say_around (HeedRecognition *r,
            const char      *transformer)
{
  g_autofree char *around = dup_around (transformer);
  g_autofree char *shared = find_named (r, around, shared_embeddings);
  g_autofree char *source = find_named (r, around, source_embeddings);
  g_autofree char *target = find_named (r, around, target_embeddings);
  g_autofree char *output = find_named (r, around, outputs);

  if (source != NULL || shared != NULL)
    heed_recognition_say_tensor (r, "encoder.embedding.*", "", source != NULL ? source : shared);
  if (target != NULL || shared != NULL)
    heed_recognition_say_tensor (r, "decoder.embedding.*", "", target != NULL ? target : shared);
  if (source == NULL && target == NULL && shared != NULL)
    heed_recognition_say_boolean (r, "shared_embedding", TRUE, shared);
  if (output != NULL)
    heed_recognition_say_tensor (r, "decoder.output.*", "", output);
}

static void
say_side (HeedRecognition      *r,
          const char           *side,
          const char           *transformer,
          const HeedTensorName *own_names)
{
  g_autofree char *ours = g_strconcat (side, ".layers.", NULL);
  g_autofree char *theirs = g_strconcat (transformer, ours, NULL);
  g_autofree char *norm = g_strconcat (side, ".norm.*", NULL);
  guint n_layers = heed_recognition_count_layers (r, theirs, "", ".linear1.weight");

  heed_recognition_say_layers (r, ours, theirs, ".", n_layers, side_names);
  heed_recognition_say_layers (r, ours, theirs, ".", n_layers, own_names);
  heed_recognition_say_stacked (r, ours, theirs, ".", n_layers, self_stacks);
  if (own_names == decoder_names)
    heed_recognition_say_stacked (r, ours, theirs, ".", n_layers, cross_stacks);
  heed_recognition_say_tensor (r, norm, transformer, norm);
}

/* Returns the default number of heads, reduced until the heads are not implausibly narrow. */
static guint
guess_heads (HeedRecognition *r,
             const char      *transformer)
{
  guint heads = DEFAULT_HEADS;
  gsize n_rows, width;

  heed_recognition_get_shape (r, transformer, has[0], &n_rows, &width);
  while (heads > 1 &&
         (width % heads != 0 || (width / heads < NARROWEST_HEAD && heads == DEFAULT_HEADS)))
    heads /= 2;

  return heads;
}

static void
ask_of_heads (HeedRecognition *r,
              guint            heads)
{
  static const struct { const char *place, *title; } norms[] = {
    { "post", "norms behind blocks, as nn.Transformer's own" },
    { "pre", "norms before blocks, norm_first" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (norms); i++)
    {
      g_autofree char *title =
        g_strdup_printf ("%u head%s, %s", heads, heads == 1 ? "" : "s", norms[i].title);
      g_autofree char *fields =
        g_strdup_printf ("{\"heads\": %u, \"norm_place\": \"%s\"}", heads, norms[i].place);

      heed_recognition_ask (r, NULL, title, fields);
    }
}

/* Asks for the number of heads, the likeliest first. Larger numbers have to be given in a
 * description. */
static void
ask (HeedRecognition *r,
     const char      *transformer)
{
  guint first = guess_heads (r, transformer);
  gsize n_rows, width;

  heed_recognition_get_shape (r, transformer, has[0], &n_rows, &width);
  ask_of_heads (r, first);
  for (guint heads = 1; heads <= MOST_HEADS; heads++)
    if (heads != first && width % heads == 0)
      ask_of_heads (r, heads);
}

static gboolean
recognise (HeedRecognition  *r,
           GError          **error)
{
  g_autofree char *transformer = heed_recognition_find_module (r, has, NULL, NULL);

  if (transformer == NULL)
    return FALSE;

  heed_recognition_say_text (r, "family", "transformer", has[0]);
  say_side (r, "encoder", transformer, encoder_names);
  say_side (r, "decoder", transformer, decoder_names);
  say_around (r, transformer);

  ask (r, transformer);
  heed_recognition_say_text (r, "activation", "relu",
                             "nn.Transformer's own, since no tensor shows it");
  heed_recognition_mark_guess (r, "activation", "gelu");
  heed_recognition_say_text (r, "positions", "sinusoid-interleaved",
                             "as in PyTorch's translation tutorial");
  heed_recognition_say_boolean (r, "scale_embedding", TRUE, "as in PyTorch's translation tutorial");
  heed_recognition_mark_guess (r, "scale_embedding", "");
  heed_recognition_say_boolean (r, "source_begin", TRUE,
                                "as in the tutorial, whose sources begin with <bos>");
  heed_recognition_say_boolean (r, "source_end", TRUE,
                                "as in the tutorial, whose sources end with <eos>");
  heed_recognition_say_tokens (r, 0, 1, 2, 3, "<unk>, <pad>, <bos>, <eos> of the tutorial");

  return TRUE;
}

const HeedLayout heed_layout_torch_transformer = {
  .name = "torch-transformer",
  .title = "PyTorch's nn.Transformer, as in its translation tutorial",
  .recognise = recognise,
};
