/* decoder-steps.c — the decoder of a tokenizer.json, which turns tokens into text
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each step transforms the list of tokens; the results of the last step are
 * concatenated.
 *
 * Source: https://github.com/huggingface/tokenizers, tokenizers/src/decoders
 */

#include "engine/text/decoder-steps.h"

#include <string.h>

#include "engine/files/json-fields.h"
#include "engine/heed.h"
#include "engine/text/byte-level.h"
#include "engine/text/pattern.h"
#include "engine/text/step-list.h"

#define WORD_MARK "▁"

typedef struct _Step Step;

typedef struct {
  HeedStepKind   base;
  GPtrArray   *(*apply) (const Step *step,
                         GPtrArray  *tokens,
                         gsize       max_bytes);  /* may stop when it has written more */
} Kind;

struct _Step
{
  HeedTextStep  base;
  GRegex       *pattern;
  char         *text;
  gboolean      is_on;                   /* WordPiece: cleanup; Metaspace: the mark of the first
                                          * token is a prefix to remove */
  guint         n_start;
  guint         n_stop;
};

struct _HeedDecoderSteps
{
  HeedStepList base;
};

static const Kind *
get_kind (const Step *step)
{
  return (const Kind *) step->base.kind;
}

static void
free_step (gpointer data)
{
  Step *step = data;

  g_clear_pointer (&step->pattern, g_regex_unref);
  g_free (step->text);
  g_free (step);
}

static GPtrArray *
new_texts (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static char *
join (GPtrArray  *tokens,
      const char *between)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < tokens->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : between, (const char *) tokens->pdata[i]);

  return g_string_free (text, FALSE);
}

static char *
replace (const char *text,
         const char *from,
         const char *to)
{
  g_auto(GStrv) parts = g_strsplit (text, from, -1);

  return g_strjoinv (to, parts);
}

static gboolean
read_text (Step            *step,
           const HeedJson  *json,
           const char      *name,
           const char      *otherwise,
           GError         **error)
{
  const char *text = otherwise;

  if (!heed_json_read_text (json, name, &text, error))
    return FALSE;

  step->text = g_strdup (text);

  return TRUE;
}

/* --- Metaspace -------------------------------------------------------------- */

static gboolean
read_metaspace (gpointer         data,
                const HeedJson  *json,
                GError         **error)
{
  Step *step = data;
  const char *scheme = "always";

  step->is_on = TRUE;
  if (!heed_json_read_text (json, "prepend_scheme", &scheme, error) ||
      !heed_json_read_boolean (json, "add_prefix_space", &step->is_on, error))
    return FALSE;

  step->is_on = step->is_on && !g_str_equal (scheme, "never");

  return read_text (step, json, "replacement", WORD_MARK, error) &&
         (*step->text != '\0' ||
          heed_json_refuse_field (json, "replacement", "a character", error));
}

static GPtrArray *
apply_metaspace (const Step *step,
                 GPtrArray  *tokens,
                 gsize       max_bytes)
{
  GPtrArray *out = new_texts ();

  for (guint i = 0; i < tokens->len; i++)
    g_ptr_array_add (out, replace (tokens->pdata[i], step->text, i == 0 && step->is_on ? "" : " "));

  return out;
}

/* --- Byte level and byte fallback ------------------------------------------- */

static char *
make_text (GByteArray *bytes)
{
  return bytes->len > 0 ? g_utf8_make_valid ((const char *) bytes->data, (gssize) bytes->len)
                        : g_strdup ("");
}

static GPtrArray *
apply_byte_level (const Step *step,
                  GPtrArray  *tokens,
                  gsize       max_bytes)
{
  GPtrArray *out = new_texts ();
  g_autoptr(GByteArray) all = g_byte_array_new ();

  for (guint i = 0; i < tokens->len; i++)
    {
      const char *token = tokens->pdata[i];
      g_autoptr(GBytes) bytes = heed_byte_level_parse (token);
      gsize n_bytes = strlen (token);
      gconstpointer data = bytes != NULL ? g_bytes_get_data (bytes, &n_bytes) : token;

      g_byte_array_append (all, data, (guint) n_bytes);
    }
  g_ptr_array_add (out, make_text (all));

  return out;
}

/* Returns the byte that "<0xE4>" stands for, or -1. */
static int
parse_byte (const char *token)
{
  if (strlen (token) != 6 || !g_str_has_prefix (token, "<0x") || token[5] != '>' ||
      !g_ascii_isxdigit (token[3]) || !g_ascii_isxdigit (token[4]))
    return -1;

  return g_ascii_xdigit_value (token[3]) * 16 + g_ascii_xdigit_value (token[4]);
}

static void
end_bytes (GPtrArray  *out,
           GByteArray *bytes)
{
  if (bytes->len > 0)
    g_ptr_array_add (out, make_text (bytes));
  g_byte_array_set_size (bytes, 0);
}

static GPtrArray *
apply_byte_fallback (const Step *step,
                     GPtrArray  *tokens,
                     gsize       max_bytes)
{
  GPtrArray *out = new_texts ();
  g_autoptr(GByteArray) bytes = g_byte_array_new ();

  for (guint i = 0; i < tokens->len; i++)
    {
      int byte = parse_byte (tokens->pdata[i]);
      guint8 found = (guint8) byte;

      if (byte >= 0)
        {
          g_byte_array_append (bytes, &found, 1);
          continue;
        }
      end_bytes (out, bytes);
      g_ptr_array_add (out, g_strdup (tokens->pdata[i]));
    }
  end_bytes (out, bytes);

  return out;
}

/* --- WordPiece and BPE ------------------------------------------------------ */

static gboolean
read_word_piece (gpointer         data,
                 const HeedJson  *json,
                 GError         **error)
{
  Step *step = data;

  step->is_on = TRUE;

  return read_text (step, json, "prefix", "##", error) &&
         heed_json_read_boolean (json, "cleanup", &step->is_on, error);
}

static char *
clean_up (const char *text)
{
  static const char *const pairs[][2] = {
    { " .", "." },   { " ?", "?" },     { " !", "!" },     { " ,", "," },
    { " ' ", "'" },  { " n't", "n't" }, { " 'm", "'m" },   { " do not", " don't" },
    { " 's", "'s" }, { " 've", "'ve" }, { " 're", "'re" },
  };
  char *clean = g_strdup (text);

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *before = clean;

      clean = replace (before, pairs[i][0], pairs[i][1]);
    }

  return clean;
}

static GPtrArray *
apply_word_piece (const Step *step,
                  GPtrArray  *tokens,
                  gsize       max_bytes)
{
  GPtrArray *out = new_texts ();

  for (guint i = 0; i < tokens->len; i++)
    {
      const char *token = tokens->pdata[i];
      gboolean goes_on = *step->text != '\0' && g_str_has_prefix (token, step->text);
      g_autofree char *spaced = i == 0  ? g_strdup (token)
                              : goes_on ? g_strdup (token + strlen (step->text))
                                        : g_strconcat (" ", token, NULL);

      g_ptr_array_add (out, step->is_on ? clean_up (spaced) : g_steal_pointer (&spaced));
    }

  return out;
}

static gboolean
read_bpe (gpointer         data,
          const HeedJson  *json,
          GError         **error)
{
  Step *step = data;

  return read_text (step, json, "suffix", "</w>", error) &&
         (*step->text != '\0' || heed_json_refuse_field (json, "suffix", "a text", error));
}

static GPtrArray *
apply_bpe (const Step *step,
           GPtrArray  *tokens,
           gsize       max_bytes)
{
  GPtrArray *out = new_texts ();

  for (guint i = 0; i < tokens->len; i++)
    g_ptr_array_add (out, replace (tokens->pdata[i], step->text, i + 1 == tokens->len ? "" : " "));

  return out;
}

/* --- The others ------------------------------------------------------------- */

static gboolean
read_replace (gpointer         data,
              const HeedJson  *json,
              GError         **error)
{
  Step *step = data;

  step->pattern = heed_pattern_new (heed_json_get_member (json, "pattern"), error);

  return step->pattern != NULL && read_text (step, json, "content", "", error);
}

static GPtrArray *
apply_replace (const Step *step,
               GPtrArray  *tokens,
               gsize       max_bytes)
{
  GPtrArray *out = new_texts ();
  gsize n_bytes = 0;

  for (guint i = 0; i < tokens->len && n_bytes <= max_bytes; i++)
    {
      char *text = heed_pattern_replace (step->pattern, tokens->pdata[i], step->text, max_bytes);

      n_bytes += strlen (text);
      g_ptr_array_add (out, text);
    }

  return out;
}

static gboolean
read_strip (gpointer         data,
            const HeedJson  *json,
            GError         **error)
{
  Step *step = data;

  return read_text (step, json, "content", " ", error) &&
         (*step->text != '\0' || heed_json_refuse_field (json, "content", "a character", error)) &&
         heed_json_read_count (json, "start", 0, G_MAXINT32, &step->n_start, error) &&
         heed_json_read_count (json, "stop", 0, G_MAXINT32, &step->n_stop, error);
}

static GPtrArray *
apply_strip (const Step *step,
             GPtrArray  *tokens,
             gsize       max_bytes)
{
  GPtrArray *out = new_texts ();
  gsize n_bytes = strlen (step->text);

  for (guint i = 0; i < tokens->len; i++)
    {
      g_autofree char *kept = g_strdup (tokens->pdata[i]);
      char *begin = kept;

      for (guint n = 0; n < step->n_start && g_str_has_prefix (begin, step->text); n++)
        begin += n_bytes;
      for (guint n = 0; n < step->n_stop && g_str_has_suffix (begin, step->text); n++)
        begin[strlen (begin) - n_bytes] = '\0';
      g_ptr_array_add (out, g_strdup (begin));
    }

  return out;
}

static GPtrArray *
apply_fuse (const Step *step,
            GPtrArray  *tokens,
            gsize       max_bytes)
{
  GPtrArray *out = new_texts ();

  g_ptr_array_add (out, join (tokens, ""));

  return out;
}

/* --- All of them ------------------------------------------------------------ */

static const Kind kinds[] = {
  { { "Metaspace", read_metaspace }, apply_metaspace },
  { { "ByteLevel", NULL }, apply_byte_level },
  { { "ByteFallback", NULL }, apply_byte_fallback },
  { { "WordPiece", read_word_piece }, apply_word_piece },
  { { "BPEDecoder", read_bpe }, apply_bpe },
  { { "Replace", read_replace }, apply_replace },
  { { "Strip", read_strip }, apply_strip },
  { { "Fuse", NULL }, apply_fuse },
};

static const HeedStepKinds step_kinds = {
  .what = "decoder",
  .sequence = "decoders",
  .kinds = &kinds[0].base,
  .n_kinds = G_N_ELEMENTS (kinds),
  .kind_bytes = sizeof (Kind),
  .step_bytes = sizeof (Step),
  .free = free_step,
};

HeedDecoderSteps *
heed_decoder_steps_new (const HeedJson  *json,
                        GError         **error)
{
  return (HeedDecoderSteps *) heed_step_list_new (&step_kinds, json, error);
}

void
heed_decoder_steps_free (HeedDecoderSteps *self)
{
  heed_step_list_free (&self->base);
}

static gsize
count_bytes (GPtrArray *texts)
{
  gsize n_bytes = 0;

  for (guint i = 0; i < texts->len; i++)
    n_bytes += strlen (texts->pdata[i]);

  return n_bytes;
}

char *
heed_decoder_steps_apply (HeedDecoderSteps  *self,
                          const char *const *tokens)
{
  g_autoptr(GPtrArray) texts = new_texts ();
  gsize n_bytes_left = HEED_STEPS_MAX_BYTES;

  for (; *tokens != NULL; tokens++)
    g_ptr_array_add (texts, g_strdup (*tokens));

  for (guint i = 0; i < self->base.steps->len; i++)
    {
      const Step *step = g_ptr_array_index (self->base.steps, i);
      g_autoptr(GPtrArray) after = get_kind (step)->apply (step, texts, n_bytes_left);

      if (!heed_step_list_spend (&step_kinds, count_bytes (after), &n_bytes_left, NULL))
        break;

      g_ptr_array_unref (texts);
      texts = g_steal_pointer (&after);
    }

  return join (texts, self->base.is_given ? "" : " ");
}
