/* marian-model.c — MarianMT models with random weights, in the formats of two tools
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The two formats store the same model differently: CTranslate2 stacks matrices that Hugging Face
 * keeps apart; Hugging Face has a token to start with where CTranslate2 has zeros; and one has a
 * bias for <pad> where the other leaves <pad> out.
 */

#include "tests/engine/marian-model.h"

#include <math.h>
#include <string.h>

#include "engine/files/safetensors.h"
#include "tests/engine/ctranslate2-file.h"
#include "tests/engine/scratch.h"
#include "tests/engine/sentencepiece-model.h"

/* --- The model ------------------------------------------------------------ */

static void
add (MarianModel *model,
     GRand       *random,
     const char  *name,
     guint        n_rows,
     guint        n_columns)
{
  gsize n_values = (gsize) MAX (n_rows, 1) * n_columns;
  float *floats = g_new (float, n_values);
  gboolean is_gain = strstr (name, "norm.weight") != NULL;
  double limit = n_rows > 0 ? sqrt (6.0 / (n_rows + n_columns)) : 0.2;
  HeedArray array = {
    .name = g_strdup (name),
    .dtype = HEED_DTYPE_F32,
    .n_dims = n_rows > 0 ? 2 : 1,
    .n_values = n_values,
    .n_bytes = n_values * sizeof (float),
    .data = (const guint8 *) floats,
  };

  array.shape[0] = n_rows > 0 ? n_rows : n_columns;
  array.shape[1] = n_columns;
  for (gsize i = 0; i < n_values; i++)
    floats[i] = (float) ((is_gain ? 1.0 : 0.0) + limit * g_rand_double_range (random, -1.0, 1.0));

  g_ptr_array_add (model->owned, floats);
  g_ptr_array_add (model->owned, (gpointer) array.name);
  g_array_append_val (model->arrays, array);
}

static void
add_linear (MarianModel *model,
            GRand       *random,
            const char  *prefix,
            const char  *name,
            guint        n_rows,
            guint        n_columns)
{
  g_autofree char *weight = g_strconcat (prefix, name, ".weight", NULL);
  g_autofree char *bias = g_strconcat (prefix, name, ".bias", NULL);

  add (model, random, weight, n_rows, n_columns);
  add (model, random, bias, 0, n_rows > 0 ? n_rows : n_columns);
}

static void
add_attention (MarianModel *model,
               GRand       *random,
               const char  *prefix,
               const char  *name)
{
  static const char *const maps[] = { ".q_proj", ".k_proj", ".v_proj", ".out_proj" };
  g_autofree char *norm = g_strconcat (name, "_layer_norm", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    {
      g_autofree char *map = g_strconcat (name, maps[i], NULL);

      add_linear (model, random, prefix, map, model->sizes.width, model->sizes.width);
    }

  add_linear (model, random, prefix, norm, 0, model->sizes.width);
}

static void
add_layers (MarianModel *model,
            GRand       *random,
            const char  *side,
            guint        n_layers)
{
  for (guint layer = 0; layer < n_layers; layer++)
    {
      g_autofree char *prefix = g_strdup_printf ("model.%s.layers.%u.", side, layer);

      add_attention (model, random, prefix, "self_attn");
      if (strcmp (side, "decoder") == 0)
        add_attention (model, random, prefix, "encoder_attn");
      add_linear (model, random, prefix, "fc1", model->sizes.feed_forward, model->sizes.width);
      add_linear (model, random, prefix, "fc2", model->sizes.width, model->sizes.feed_forward);
      add_linear (model, random, prefix, "final_layer_norm", 0, model->sizes.width);
    }
}

MarianModel *
marian_model_new (const MarianSizes *sizes,
                  guint32            seed)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (seed);
  MarianModel *model = g_new0 (MarianModel, 1);
  float *embedding;

  model->sizes = *sizes;
  model->arrays = g_array_new (FALSE, FALSE, sizeof (HeedArray));
  model->owned = g_ptr_array_new_with_free_func (g_free);

  add (model, random, "model.shared.weight", sizes->vocabulary, sizes->width);
  add (model, random, "final_logits_bias", 1, sizes->vocabulary);
  add_layers (model, random, "encoder", sizes->n_encoder_layers);
  add_layers (model, random, "decoder", sizes->n_decoder_layers);

  embedding = (float *) marian_model_find (model, "model.shared.weight");
  memset (embedding + (gsize) (sizes->vocabulary - 1) * sizes->width, 0,
          sizes->width * sizeof (float));

  return model;
}

void
marian_model_free (MarianModel *model)
{
  g_array_unref (model->arrays);
  g_ptr_array_unref (model->owned);
  g_free (model);
}

const float *
marian_model_find (MarianModel *model,
                   const char  *name)
{
  for (guint i = 0; i < model->arrays->len; i++)
    if (strcmp (g_array_index (model->arrays, HeedArray, i).name, name) == 0)
      return (const float *) (gconstpointer) g_array_index (model->arrays, HeedArray, i).data;

  g_error ("no %s", name);
}

/* --- What both folders have ----------------------------------------------- */

static void
write_file (const char    *folder,
            const char    *name,
            gconstpointer  data,
            gsize          n_bytes)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, data, (gssize) n_bytes, &error);
  g_assert_no_error (error);
}

/* Returns </s>, <unk>, the pieces of model_new_small(), generated names, and <pad> at the end. */
static char *
name_token (const MarianSizes *sizes,
            guint              id)
{
  static const char *const first[] = { "</s>", "<unk>", "▁", "a", "b", "▁a", "ab" };

  if (id == sizes->vocabulary - 1)
    return g_strdup ("<pad>");

  return id < G_N_ELEMENTS (first) ? g_strdup (first[id]) : g_strdup_printf ("▁w%u", id);
}

static void
write_pieces (const char *folder)
{
  g_autoptr(GByteArray) pieces = model_new_small (MODEL_UNIGRAM);

  write_file (folder, "source.spm", pieces->data, pieces->len);
  write_file (folder, "target.spm", pieces->data, pieces->len);
}

/* --- Hugging Face --------------------------------------------------------- */

static void
write_numbered_words (const MarianSizes *sizes,
                      const char        *folder)
{
  g_autoptr(GString) json = g_string_new ("{");

  for (guint id = 0; id < sizes->vocabulary; id++)
    {
      g_autofree char *token = name_token (sizes, id);

      g_string_append_printf (json, "%s\"%s\": %u", id > 0 ? ", " : "", token, id);
    }
  g_string_append (json, "}");
  write_file (folder, "vocab.json", json->str, json->len);
}

char *
marian_model_write_huggingface (MarianModel *model,
                                const char  *name,
                                const char  *config)
{
  const MarianSizes *s = &model->sizes;
  char *folder = scratch_make_folder (name);
  g_autofree char *weights = g_build_filename (folder, "model.safetensors", NULL);
  g_autofree char *json = g_strdup_printf (
    "{%s \"model_type\": \"marian\", \"is_encoder_decoder\": true, \"d_model\": %u,"
    " \"encoder_layers\": %u, \"decoder_layers\": %u, \"encoder_attention_heads\": %u,"
    " \"decoder_attention_heads\": %u, \"encoder_ffn_dim\": %u, \"decoder_ffn_dim\": %u,"
    " \"vocab_size\": %u, \"max_position_embeddings\": 64, \"activation_function\": \"swish\","
    " \"scale_embedding\": true, \"pad_token_id\": %u, \"decoder_start_token_id\": %u,"
    " \"eos_token_id\": 0, \"bad_words_ids\": [[%u]], \"forced_eos_token_id\": null}",
    config, s->width, s->n_encoder_layers, s->n_decoder_layers, s->n_heads, s->n_heads,
    s->feed_forward, s->feed_forward, s->vocabulary, s->vocabulary - 1, s->vocabulary - 1,
    s->vocabulary - 1);
  g_autoptr(GError) error = NULL;

  heed_safetensors_save (weights, (const HeedArray *) (gpointer) model->arrays->data,
                         model->arrays->len, NULL, &error);
  g_assert_no_error (error);
  write_file (folder, "config.json", json, strlen (json));
  write_numbered_words (s, folder);
  write_pieces (folder);

  return folder;
}

/* --- CTranslate2 ---------------------------------------------------------- */

/* Rounds to the nearest float16; only for values that are normal in float16, or zero. */
static guint16
to_half (float value)
{
  guint32 bits;

  memcpy (&bits, &value, sizeof bits);
  if ((bits & 0x7fffffff) < 0x38800000)
    return (guint16) (bits >> 16 & 0x8000);

  return (guint16) ((bits >> 16 & 0x8000) |
                    (((bits & 0x7fffffff) + 0x0fff + (bits >> 13 & 1) - 0x38000000) >> 13));
}

static void
add_ct2 (CTranslate2File *file,
         HeedDtype        dtype,
         const char      *name,
         const float     *floats,
         guint            n_rows,
         guint            n_columns)
{
  const guint32 shape[] = { n_rows > 0 ? n_rows : n_columns, n_columns };
  guint n_dims = n_rows > 0 ? 2 : 1;
  gsize n_values = (gsize) MAX (n_rows, 1) * n_columns;

  if (dtype == HEED_DTYPE_F16)
    {
      g_autofree guint16 *halves = g_new (guint16, n_values);

      for (gsize i = 0; i < n_values; i++)
        halves[i] = GUINT16_TO_LE (to_half (floats[i]));
      ctranslate2_file_add (file, name, dtype, n_dims, shape, halves);
    }
  else if (n_rows > 0 && dtype == HEED_DTYPE_I8)
    ctranslate2_file_add_i8 (file, name, floats, n_rows, n_columns);
  else if (n_rows > 0 && dtype == HEED_DTYPE_I16)
    ctranslate2_file_add_i16 (file, name, floats, n_rows, n_columns);
  else
    ctranslate2_file_add (file, name, HEED_DTYPE_F32, n_dims, shape, floats);
}

typedef struct
{
  MarianModel     *model;
  CTranslate2File *file;
  HeedDtype        dtype;
  const char      *from;  /* "model.encoder.layers.0." */
  const char      *to;    /* "encoder/layer_0/" */
} Copying;

/* Stacks the tensors by rows; each is n_rows x n_columns, or a vector if n_rows is 0. */
static void
copy_stacked (const Copying      *copying,
              const char *const  *names,
              const char         *kind,
              const char         *to,
              guint               n_rows,
              guint               n_columns)
{
  g_autoptr(GArray) stacked = g_array_new (FALSE, FALSE, sizeof (float));
  g_autofree char *name = g_strconcat (copying->to, to, NULL);
  guint n_names = g_strv_length ((char **) names);

  for (guint i = 0; i < n_names; i++)
    {
      g_autofree char *from = g_strconcat (copying->from, names[i], kind, NULL);

      g_array_append_vals (stacked, marian_model_find (copying->model, from),
                           MAX (n_rows, 1) * n_columns);
    }

  add_ct2 (copying->file, copying->dtype, name, (const float *) (gconstpointer) stacked->data,
           n_rows * n_names, n_rows > 0 ? n_columns : n_columns * n_names);
}

static void
copy_linear (const Copying      *copying,
             const char *const  *names,
             const char         *to,
             guint               n_rows,
             guint               n_columns)
{
  g_autofree char *weight = g_strconcat (to, "/weight", NULL);
  g_autofree char *bias = g_strconcat (to, "/bias", NULL);

  copy_stacked (copying, names, ".weight", weight, n_rows, n_columns);
  copy_stacked (copying, names, ".bias", bias, 0, n_rows);
}

static void
copy_norm (const Copying *copying,
           const char    *from,
           const char    *to)
{
  const char *const names[] = { from, NULL };
  g_autofree char *gamma = g_strconcat (to, "/gamma", NULL);
  g_autofree char *beta = g_strconcat (to, "/beta", NULL);

  copy_stacked (copying, names, ".weight", gamma, 0, copying->model->sizes.width);
  copy_stacked (copying, names, ".bias", beta, 0, copying->model->sizes.width);
}

#define LIST(...) ((const char *const[]) { __VA_ARGS__, NULL })

static void
copy_layer (const Copying *copying,
            gboolean       is_decoder)
{
  const MarianSizes *s = &copying->model->sizes;

  copy_norm (copying, "self_attn_layer_norm", "self_attention/layer_norm");
  copy_linear (copying, LIST ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
               "self_attention/linear_0", s->width, s->width);
  copy_linear (copying, LIST ("self_attn.out_proj"), "self_attention/linear_1", s->width, s->width);
  copy_norm (copying, "final_layer_norm", "ffn/layer_norm");
  copy_linear (copying, LIST ("fc1"), "ffn/linear_0", s->feed_forward, s->width);
  copy_linear (copying, LIST ("fc2"), "ffn/linear_1", s->width, s->feed_forward);
  if (!is_decoder)
    return;

  copy_norm (copying, "encoder_attn_layer_norm", "attention/layer_norm");
  copy_linear (copying, LIST ("encoder_attn.q_proj"), "attention/linear_0", s->width, s->width);
  copy_linear (copying, LIST ("encoder_attn.k_proj", "encoder_attn.v_proj"), "attention/linear_1",
               s->width, s->width);
  copy_linear (copying, LIST ("encoder_attn.out_proj"), "attention/linear_2", s->width, s->width);
}

static void
copy_layers (MarianModel     *model,
             CTranslate2File *file,
             HeedDtype        dtype,
             const char      *side,
             guint            n_layers)
{
  for (guint layer = 0; layer < n_layers; layer++)
    {
      g_autofree char *from = g_strdup_printf ("model.%s.layers.%u.", side, layer);
      g_autofree char *to = g_strdup_printf ("%s/layer_%u/", side, layer);
      const Copying copying = { model, file, dtype, from, to };

      copy_layer (&copying, strcmp (side, "decoder") == 0);
    }
}

/* The sines of all pairs, then the cosines of all: Hugging
 * Face's table, which the converter copies. */
static void
add_positions (CTranslate2File *file,
               HeedDtype        dtype,
               const char      *name,
               guint            n_positions,
               guint            width)
{
  g_autofree float *table = g_new (float, (gsize) n_positions * width);

  for (guint p = 0; p < n_positions; p++)
    for (guint i = 0; i < width / 2; i++)
      {
        double angle = p / pow (10000.0, 2.0 * i / width);

        table[p * width + i] = (float) sin (angle);
        table[p * width + width / 2 + i] = (float) cos (angle);
      }

  add_ct2 (file, dtype == HEED_DTYPE_F16 ? dtype : HEED_DTYPE_F32, name, table, n_positions, width);
}

static void
add_choice (CTranslate2File *file,
            const char      *name,
            gint8            value)
{
  ctranslate2_file_add (file, name, HEED_DTYPE_I8, 0, NULL, &value);
}

static void
add_choices (CTranslate2File *file,
             const char      *side,
             guint           n_heads)
{
  const gint16 heads = GINT16_TO_LE ((gint16) n_heads);
  g_autofree char *num_heads = g_strconcat (side, "/num_heads", NULL);
  g_autofree char *pre_norm = g_strconcat (side, "/pre_norm", NULL);
  g_autofree char *activation = g_strconcat (side, "/activation", NULL);
  g_autofree char *scale = g_strconcat (side, "/scale_embeddings", NULL);

  ctranslate2_file_add (file, num_heads, HEED_DTYPE_I16, 0, NULL, &heads);
  add_choice (file, pre_norm, 0);
  add_choice (file, activation, 2);
  add_choice (file, scale, 1);
}

static void
write_listed_words (const MarianSizes *sizes,
                    const char        *folder,
                    gboolean           is_json)
{
  g_autoptr(GString) text = g_string_new (is_json ? "[" : "");

  for (guint id = 0; id + 1 < sizes->vocabulary; id++)
    {
      g_autofree char *token = name_token (sizes, id);

      g_string_append_printf (text, is_json ? "%s\"%s\"" : "%s%s\n", is_json && id > 0 ? ", " : "",
                              token);
    }
  if (is_json)
    g_string_append (text, "]");
  write_file (folder, is_json ? "shared_vocabulary.json" : "shared_vocabulary.txt", text->str,
              text->len);
}

char *
marian_model_write_ctranslate2 (MarianModel *model,
                                const char  *name,
                                guint        version,
                                HeedDtype    dtype)
{
  static const char config[] =
    "{\"bos_token\": \"<s>\", \"eos_token\": \"</s>\", \"unk_token\": \"<unk>\","
    " \"decoder_start_token\": \"</s>\", \"add_source_bos\": false, \"add_source_eos\": false,"
    " \"layer_norm_epsilon\": null}";
  const MarianSizes *s = &model->sizes;
  guint vocabulary = s->vocabulary - 1;
  char *folder = scratch_make_folder (name);
  CTranslate2File *file = ctranslate2_file_new (version, "TransformerSpec", 6);
  g_autoptr(GBytes) bytes = NULL;

  add_ct2 (file, dtype, "decoder/embeddings/weight",
           marian_model_find (model, "model.shared.weight"), vocabulary, s->width);
  ctranslate2_file_add_alias (file, "decoder/projection/weight", "decoder/embeddings/weight");
  ctranslate2_file_add_alias (file, "encoder/embeddings_0/weight", "decoder/embeddings/weight");
  add_ct2 (file, dtype, "decoder/projection/bias", marian_model_find (model, "final_logits_bias"),
           0, vocabulary);
  add_choices (file, "encoder", s->n_heads);
  add_choices (file, "decoder", s->n_heads);
  add_choice (file, "decoder/start_from_zero_embedding", 1);
  add_positions (file, dtype, "decoder/position_encodings/encodings", 64, s->width);
  ctranslate2_file_add_alias (file, "encoder/position_encodings/encodings",
                              "decoder/position_encodings/encodings");
  copy_layers (model, file, dtype, "encoder", s->n_encoder_layers);
  copy_layers (model, file, dtype, "decoder", s->n_decoder_layers);

  bytes = ctranslate2_file_finish (file);
  write_file (folder, "model.bin", g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (version >= 6)
    write_file (folder, "config.json", config, strlen (config));
  write_listed_words (s, folder, version >= 6);
  write_pieces (folder);

  return folder;
}
