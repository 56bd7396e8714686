/* recognition-say.c — helpers for layouts: writing the description, and the evidence for each field
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/formats/layouts/recognition.h"

#include <string.h>

#include "engine/heed.h"
#include "engine/text/tokenizer.h"

static void
say (HeedRecognition *recognition,
     const char      *key,
     HeedJson        *value,
     const char      *why)
{
  heed_json_set (recognition->json, key, value);
  heed_json_set_text (recognition->why, key, why);
}

void
heed_recognition_say_text (HeedRecognition *recognition,
                           const char      *key,
                           const char      *value,
                           const char      *why)
{
  say (recognition, key, heed_json_new_text (value), why);
}

void
heed_recognition_say_count (HeedRecognition *recognition,
                            const char      *key,
                            guint            value,
                            const char      *why)
{
  say (recognition, key, heed_json_new_whole (value), why);
}

void
heed_recognition_say_number (HeedRecognition *recognition,
                             const char      *key,
                             double           value,
                             const char      *why)
{
  say (recognition, key, heed_json_new_number (value), why);
}

void
heed_recognition_say_boolean (HeedRecognition *recognition,
                              const char      *key,
                              gboolean         value,
                              const char      *why)
{
  say (recognition, key, heed_json_new_boolean (value), why);
}

void
heed_recognition_mark_guess (HeedRecognition *recognition,
                             const char      *key,
                             const char      *others)
{
  g_auto(GStrv) words = g_strsplit (others, " ", -1);
  HeedJson *list = heed_json_set_list (recognition->guessed, key);
  guint64 number;

  for (guint i = 0; words[i] != NULL; i++)
    if (g_ascii_string_to_unsigned (words[i], 10, 0, G_MAXINT, &number, NULL))
      heed_json_add_whole (list, (gint64) number);
    else if (words[i][0] != '\0')
      heed_json_add_text (list, words[i]);
}

void
heed_recognition_ask (HeedRecognition *recognition,
                      const char      *key,
                      const char      *title,
                      const char      *fields)
{
  HeedJson *choice = heed_json_parse (title, fields, strlen (fields), NULL, NULL);

  g_assert (choice != NULL);
  if (recognition->choose == NULL)
    recognition->choose = heed_json_new_list ();

  heed_json_set_text (choice, "title", title);
  heed_json_add (recognition->choose, choice);
  recognition->chosen_by = key;
}

void
heed_recognition_say_parts (HeedRecognition *recognition,
                            const char      *key,
                            const char      *parts,
                            const char      *why)
{
  g_auto(GStrv) names = g_strsplit (parts, " ", -1);
  HeedJson *list = heed_json_new_list ();

  for (guint i = 0; names[i] != NULL; i++)
    heed_json_add_text (list, names[i]);

  say (recognition, key, list, why);
}

void
heed_recognition_say_tokens (HeedRecognition *recognition,
                             guint32          unknown,
                             guint32          padding,
                             guint32          begin,
                             guint32          end,
                             const char      *why)
{
  const struct { const char *name; guint32 id; } tokens[] = {
    { "unknown", unknown }, { "padding", padding }, { "begin", begin }, { "end", end },
  };
  HeedJson *object = heed_json_new_object ();

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    if (tokens[i].id != HEED_NO_TOKEN)
      heed_json_set_whole (object, tokens[i].name, tokens[i].id);

  say (recognition, "tokens", object, why);
}

static HeedJson *
get_tensors (HeedRecognition *recognition)
{
  HeedJson *tensors = heed_json_find (recognition->json, "tensors");

  return tensors != NULL ? tensors : heed_json_set_object (recognition->json, "tensors");
}

void
heed_recognition_say_tensor (HeedRecognition *recognition,
                             const char      *name,
                             const char      *prefix,
                             const char      *theirs)
{
  g_autofree char *full = g_strconcat (prefix, theirs, NULL);

  heed_json_set_text (get_tensors (recognition), name, full);
}

static void
add_pair (HeedJson   *place,
          const char *key,
          gsize       first,
          gsize       second)
{
  HeedJson *pair = heed_json_set_list (place, key);

  heed_json_add_whole (pair, (gint64) first);
  heed_json_add_whole (pair, (gint64) second);
}

static HeedJson *
write_part (const HeedTheirPart *part)
{
  HeedJson *place = heed_json_new_object ();
  g_autofree char *full = g_strconcat (part->prefix, part->name, NULL);

  heed_json_set_text (place, "name", full);
  if (part->last_row > 0)
    add_pair (place, "rows", part->first_row, part->last_row);
  if (part->last_column > 0)
    add_pair (place, "columns", part->first_column, part->last_column);
  if (part->to_row > 0 || part->to_column > 0)
    add_pair (place, "to", part->to_row, part->to_column);
  if (part->is_transposed)
    heed_json_set_boolean (place, "transposed", TRUE);
  if (part->scale != 0.0)
    heed_json_set_number (place, "scale", part->scale);

  return place;
}

void
heed_recognition_say_parts_of (HeedRecognition     *recognition,
                               const char          *name,
                               const HeedTheirPart *parts,
                               guint                n_parts)
{
  HeedJson *list;

  if (n_parts == 1)
    {
      heed_json_set (get_tensors (recognition), name, write_part (&parts[0]));
      return;
    }

  list = heed_json_set_list (get_tensors (recognition), name);
  for (guint i = 0; i < n_parts; i++)
    heed_json_add (list, write_part (&parts[i]));
}

guint
heed_recognition_count_layers (HeedRecognition *recognition,
                               const char      *prefix,
                               const char      *before,
                               const char      *behind)
{
  for (guint n_layers = 0; ; n_layers++)
    {
      g_autofree char *name = g_strdup_printf ("%s%u%s", before, n_layers, behind);

      if (heed_recognition_find (recognition, prefix, name) == NULL)
        return n_layers;
    }
}

void
heed_recognition_say_text_file (HeedRecognition *recognition,
                                const char      *key,
                                const char      *tokenizer,
                                const char      *file,
                                HeedTextRules    rules,
                                const char      *why)
{
  guint n_rules;
  const HeedTextRuleName *names = heed_text_rules_list (&n_rules);
  HeedJson *text = heed_json_new_object ();

  heed_json_set_text (text, "tokenizer", tokenizer);
  if (file != NULL)
    heed_json_set_text (text, "file", file);
  for (guint i = 0; i < n_rules; i++)
    if (rules & names[i].rule)
      heed_json_set_boolean (text, names[i].name, TRUE);
  say (recognition, key, text, why);
}

void
heed_recognition_say_text_rules (HeedRecognition *recognition,
                                 const char      *key,
                                 HeedTextRules    rules,
                                 const char      *why)
{
  heed_recognition_say_text_file (recognition, key, "word", NULL, rules, why);
}

void
heed_recognition_say_no_text (HeedRecognition *recognition,
                              const char      *key,
                              const char      *reason,
                              const char      *why)
{
  HeedJson *text = heed_json_new_object ();

  heed_json_set_text (text, "refused", reason);
  say (recognition, key, text, why);
}

void
heed_recognition_say_both_text_rules (HeedRecognition *recognition,
                                      HeedTextRules    rules,
                                      const char      *why)
{
  heed_recognition_say_text_rules (recognition, "source_text", rules, why);
  heed_recognition_say_text_rules (recognition, "target_text", rules, why);
}

void
heed_recognition_say_rnn (HeedRecognition *recognition,
                          const char      *side,
                          const char      *prefix,
                          const char      *rnn)
{
  g_autofree char *name = g_strconcat (side, ".rnn.*", NULL);
  g_autofree char *theirs = g_strconcat (rnn, ".*", NULL);

  heed_recognition_say_tensor (recognition, name, prefix, theirs);
}

/* Recurrent weights of a cell of width D have 3 D rows for a GRU, 4 D for an LSTM. */
gboolean
heed_recognition_say_cell (HeedRecognition  *recognition,
                           const char       *prefix,
                           const char       *rnn,
                           GError          **error)
{
  g_autofree char *name = g_strconcat (prefix, rnn, ".weight_hh_l0", NULL);
  g_autofree char *why = NULL;
  gsize n_rows, n_columns;

  heed_recognition_get_shape (recognition, "", name, &n_rows, &n_columns);
  if (n_columns == 0 || n_rows % n_columns != 0 ||
      (n_rows / n_columns != 3 && n_rows / n_columns != 4))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "%s: expected 3 rows a column (GRU) or 4 (LSTM), found %" G_GSIZE_FORMAT
                   " x %" G_GSIZE_FORMAT,
                   name, n_rows, n_columns);
      return FALSE;
    }

  why = g_strdup_printf ("%s is %" G_GSIZE_FORMAT " x %" G_GSIZE_FORMAT, name, n_rows, n_columns);
  heed_recognition_say_text (recognition, "family", "recurrent", why);
  heed_recognition_say_text (recognition, "cell", n_rows / n_columns == 3 ? "gru" : "lstm", why);

  return TRUE;
}

void
heed_recognition_say_feeding (HeedRecognition *recognition,
                              const char      *cell_prefix,
                              const char      *cell,
                              const char      *embedding_prefix,
                              const char      *embedding)
{
  gsize n_rows, n_in, vocabulary, width;

  heed_recognition_get_shape (recognition, cell_prefix, cell, &n_rows, &n_in);
  heed_recognition_get_shape (recognition, embedding_prefix, embedding, &vocabulary, &width);

  if (n_in > width)
    heed_recognition_say_parts (recognition, "cell_input", "embedding attentional",
                                "the decoder's cell reads more than an embedding");
  else
    heed_recognition_say_parts (recognition, "cell_input", "embedding",
                                "the decoder's cell reads as much as an embedding");
}

gboolean
heed_recognition_say_modules (HeedRecognition  *recognition,
                              const char       *encoder,
                              const char       *encoder_rnn,
                              const char       *decoder,
                              const char       *decoder_rnn,
                              GError          **error)
{
  heed_recognition_say_tensor (recognition, "encoder.embedding.*", encoder, "embedding.*");
  heed_recognition_say_rnn (recognition, "encoder", encoder, encoder_rnn);
  heed_recognition_say_tensor (recognition, "decoder.embedding.*", decoder, "embedding.*");
  heed_recognition_say_rnn (recognition, "decoder", decoder, decoder_rnn);

  return heed_recognition_say_cell (recognition, decoder, decoder_rnn, error);
}
