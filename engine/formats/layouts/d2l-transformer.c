/* d2l-transformer.c — Dive into Deep Learning: the Transformer
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     encoder.embedding, encoder.blks.block0       attention, ffn, addnorm1, addnorm2
 *     decoder.embedding, decoder.blks.block0       attention1, attention2, ffn and three
 *     decoder.dense
 *
 * The positional encodings are not in the file. When translating, the book's code adds
 * that of the first position at every step; here each token gets its own, as in
 * training.
 *
 * Source: d2l 0.17 and 1.0, "The Transformer Architecture"
 */

#include "engine/formats/layouts/layouts.h"
#include "engine/formats/layouts/transformer-names.h"

#define BOOK_HEADS 4

static const char *const decoder_has[] = { "blks.block0.attention2.W_q.weight",
                                           "blks.block0.addnorm3.ln.weight", "dense.weight",
                                           "embedding.weight", NULL };
static const char *const encoder_has[] = {
  "blks.block0.attention.W_q.weight", "blks.block0.addnorm2.ln.weight", "embedding.weight", NULL
};

static const HeedTensorName encoder_names[] = {
  { "self_attention.query.*", "attention.W_q.*" },
  { "self_attention.key.*", "attention.W_k.*" },
  { "self_attention.value.*", "attention.W_v.*" },
  { "self_attention.output.*", "attention.W_o.*" },
  { "self_attention.norm.*", "addnorm1.ln.*" },
  { "feed_forward.inner.*", "ffn.dense1.*" },
  { "feed_forward.output.*", "ffn.dense2.*" },
  { "feed_forward.norm.*", "addnorm2.ln.*" },
  { NULL, NULL }
};

static const HeedTensorName decoder_names[] = {
  { "self_attention.query.*", "attention1.W_q.*" },
  { "self_attention.key.*", "attention1.W_k.*" },
  { "self_attention.value.*", "attention1.W_v.*" },
  { "self_attention.output.*", "attention1.W_o.*" },
  { "self_attention.norm.*", "addnorm1.ln.*" },
  { "cross_attention.query.*", "attention2.W_q.*" },
  { "cross_attention.key.*", "attention2.W_k.*" },
  { "cross_attention.value.*", "attention2.W_v.*" },
  { "cross_attention.output.*", "attention2.W_o.*" },
  { "cross_attention.norm.*", "addnorm2.ln.*" },
  { "feed_forward.inner.*", "ffn.dense1.*" },
  { "feed_forward.output.*", "ffn.dense2.*" },
  { "feed_forward.norm.*", "addnorm3.ln.*" },
  { NULL, NULL }
};

static void
say_side (HeedRecognition      *r,
          const char           *ours,
          const char           *prefix,
          const HeedTensorName *names)
{
  g_autofree char *layers = g_strconcat (ours, ".layers.", NULL);
  g_autofree char *blocks = g_strconcat (prefix, "blks.block", NULL);
  g_autofree char *embedding = g_strconcat (ours, ".embedding.*", NULL);
  guint n_layers = heed_recognition_count_layers (r, blocks, "", ".ffn.dense1.weight");

  heed_recognition_say_layers (r, layers, blocks, ".", n_layers, names);
  heed_recognition_say_tensor (r, embedding, prefix, "embedding.*");
}

static gboolean
recognise (HeedRecognition  *r,
           GError          **error)
{
  g_autofree char *decoder = heed_recognition_find_module (r, decoder_has, NULL, NULL);
  g_autofree char *encoder = heed_recognition_find_module (r, encoder_has, NULL, NULL);

  if (decoder == NULL || encoder == NULL)
    return FALSE;

  heed_recognition_say_text (r, "family", "transformer", "blks.block0 of encoder and decoder");
  say_side (r, "encoder", encoder, encoder_names);
  say_side (r, "decoder", decoder, decoder_names);
  heed_recognition_say_tensor (r, "decoder.output.*", decoder, "dense.*");

  heed_recognition_say_count (r, "heads", BOOK_HEADS, "as in the book, since no tensor shows it");
  heed_recognition_mark_guess (r, "heads", "1 2 8 16");
  heed_recognition_say_text (r, "norm_place", "post", "addnorm, as in the book");
  heed_recognition_say_text (r, "activation", "relu", "as in the book");
  heed_recognition_say_text (r, "positions", "sinusoid-interleaved", "as in the book");
  heed_recognition_say_boolean (r, "scale_embedding", TRUE, "as in the book");
  heed_recognition_say_boolean (r, "source_end", TRUE, "the book ends every source with <eos>");
  heed_recognition_say_tokens (r, 0, 1, 2, 3, "<unk>, <pad>, <bos>, <eos> of d2l before 1.0");

  return TRUE;
}

const HeedLayout heed_layout_d2l_transformer = {
  .name = "d2l-transformer",
  .title = "Dive into Deep Learning, the Transformer",
  .recognise = recognise,
};
