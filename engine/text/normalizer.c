/* normalizer.c — the normalizer of a tokenizer.json
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A normalizer is one step or a sequence of steps. A kind of step that is not in the
 * table below is refused: without it, text would become different tokens.
 *
 * Source: https://github.com/huggingface/tokenizers, tokenizers/src/normalizers
 */

#include "engine/text/normalizer.h"

#include <string.h>

#include "engine/files/json-fields.h"
#include "engine/heed.h"
#include "engine/text/byte-level.h"
#include "engine/text/charsmap.h"
#include "engine/text/pattern.h"
#include "engine/text/step-list.h"

typedef struct _Step Step;

/* One kind of normalizer step: its name in the file, its parser, and the function that applies
 * it. */
typedef struct {
  HeedStepKind   base;
  char        *(*apply) (const Step *step,
                         const char *text,
                         gsize       max_bytes);  /* may stop when it has written more */
} Kind;

struct _Step
{
  HeedTextStep  base;
  GRegex       *pattern;
  char         *content;
  GBytes       *charsmap;
  gboolean      flags[4];
};

struct _HeedNormalizer
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
  g_clear_pointer (&step->charsmap, g_bytes_unref);
  g_free (step->content);
  g_free (step);
}

/* --- Unicode ---------------------------------------------------------------- */

static char *
apply_nfc (const Step *step,
           const char *text,
           gsize       max_bytes)
{
  return g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
}

static char *
apply_nfd (const Step *step,
           const char *text,
           gsize       max_bytes)
{
  return g_utf8_normalize (text, -1, G_NORMALIZE_NFD);
}

static char *
apply_nfkc (const Step *step,
            const char *text,
            gsize       max_bytes)
{
  return g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
}

static char *
apply_nfkd (const Step *step,
            const char *text,
            gsize       max_bytes)
{
  return g_utf8_normalize (text, -1, G_NORMALIZE_NFKD);
}

/* Lower-cases character by character; a sigma at the end of a word is not special. */
static char *
apply_lowercase (const Step *step,
                 const char *text,
                 gsize       max_bytes)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) == 0x0130)
      g_string_append (out, "i\xcc\x87");
    else
      g_string_append_unichar (out, g_unichar_tolower (g_utf8_get_char (p)));

  return g_string_free (out, FALSE);
}

static char *
drop_marks (const char *text,
            gboolean    all_kinds)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      GUnicodeType type = g_unichar_type (g_utf8_get_char (p));
      gboolean is_other = type == G_UNICODE_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK;

      if (type != G_UNICODE_NON_SPACING_MARK && !(all_kinds && is_other))
        g_string_append_unichar (out, g_utf8_get_char (p));
    }

  return g_string_free (out, FALSE);
}

static char *
apply_strip_accents (const Step *step,
                     const char *text,
                     gsize       max_bytes)
{
  return drop_marks (text, TRUE);
}

/* Applies the nmt rules of SentencePiece: removes control characters, and replaces all kinds of
 * spaces and invisible characters with a space. */
static char *
apply_nmt (const Step *step,
           const char *text,
           gsize       max_bytes)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_line = c == 0x09 || c == 0x0a || c == 0x0c || c == 0x0d;

      if (!is_line && (c < 0x20 || c == 0x7f || c == 0x8f || c == 0x9f))
        continue;

      if (is_line || c == 0x1680 || (c >= 0x200b && c <= 0x200f) || c == 0x2028 || c == 0x2029 ||
          c == 0x2581 || c == 0xfeff || c == 0xfffd)
        c = ' ';
      g_string_append_unichar (out, c);
    }

  return g_string_free (out, FALSE);
}

static char *
apply_byte_level (const Step *step,
                  const char *text,
                  gsize       max_bytes)
{
  return heed_byte_level_write (text);
}

/* --- Spaces and replacements ------------------------------------------------ */

enum { STRIP_LEFT, STRIP_RIGHT };

static gboolean
read_strip (gpointer         data,
            const HeedJson  *json,
            GError         **error)
{
  Step *step = data;

  step->flags[STRIP_LEFT] = step->flags[STRIP_RIGHT] = TRUE;

  return heed_json_read_boolean (json, "strip_left", &step->flags[STRIP_LEFT], error) &&
         heed_json_read_boolean (json, "strip_right", &step->flags[STRIP_RIGHT], error);
}

static char *
apply_strip (const Step *step,
             const char *text,
             gsize       max_bytes)
{
  const char *end = text + strlen (text);

  while (step->flags[STRIP_LEFT] && text < end && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (step->flags[STRIP_RIGHT] && end > text &&
         g_unichar_isspace (g_utf8_get_char (g_utf8_find_prev_char (text, end))))
    end = g_utf8_find_prev_char (text, end);

  return g_strndup (text, (gsize) (end - text));
}

static gboolean
read_content (Step            *step,
              const HeedJson  *json,
              const char      *name,
              GError         **error)
{
  const char *content = NULL;

  if (!heed_json_read_text (json, name, &content, error))
    return FALSE;

  step->content = g_strdup (content);

  return content != NULL || heed_json_refuse_field (json, name, "a text", error);
}

static gboolean
read_replace (gpointer         data,
              const HeedJson  *json,
              GError         **error)
{
  Step *step = data;

  step->pattern = heed_pattern_new (heed_json_get_member (json, "pattern"), error);

  return step->pattern != NULL && read_content (step, json, "content", error);
}

static char *
apply_replace (const Step *step,
               const char *text,
               gsize       max_bytes)
{
  return heed_pattern_replace (step->pattern, text, step->content, max_bytes);
}

static gboolean
read_prepend (gpointer         data,
              const HeedJson  *json,
              GError         **error)
{
  Step *step = data;

  return read_content (step, json, "prepend", error);
}

static char *
apply_prepend (const Step *step,
               const char *text,
               gsize       max_bytes)
{
  return g_strconcat (*text != '\0' ? step->content : "", text, NULL);
}

/* --- SentencePiece's table -------------------------------------------------- */

static gboolean
read_precompiled (gpointer         data,
                  const HeedJson  *json,
                  GError         **error)
{
  Step *step = data;
  const char *base64 = NULL;
  g_autofree guint8 *table = NULL;
  gsize n_bytes;

  if (!heed_json_read_text (json, "precompiled_charsmap", &base64, error))
    return FALSE;

  if (base64 == NULL || *base64 == '\0')
    return TRUE;

  table = g_base64_decode (base64, &n_bytes);
  if (!heed_charsmap_check (table, n_bytes, error))
    return FALSE;

  step->charsmap = g_bytes_new_take (g_steal_pointer (&table), n_bytes);

  return TRUE;
}

/* Finds the end of a character and the combining marks that follow it. */
static const char *
find_cluster_end (const char *p)
{
  p = g_utf8_next_char (p);
  while (*p != '\0' && (g_unichar_ismark (g_utf8_get_char (p)) || g_utf8_get_char (p) == 0x200d))
    p = g_utf8_next_char (p);

  return p;
}

/* Replaces a character and its marks as a whole if they are shorter than 6 bytes and in the
 * table, otherwise character by character. */
static char *
apply_precompiled (const Step *step,
                   const char *text,
                   gsize       max_bytes)
{
  GString *out = g_string_sized_new (strlen (text));

  if (step->charsmap == NULL)
    return g_string_free (g_string_append (out, text), FALSE);

  while (*text != '\0' && out->len <= max_bytes)
    {
      const char *end = find_cluster_end (text);
      const char *whole =
        end - text < 6 ? heed_charsmap_find (step->charsmap, text, (gsize) (end - text)) : NULL;

      if (whole != NULL)
        g_string_append (out, whole);

      for (; whole == NULL && text < end && out->len <= max_bytes; text = g_utf8_next_char (text))
        {
          gsize n_bytes = (gsize) (g_utf8_next_char (text) - text);
          const char *one = heed_charsmap_find (step->charsmap, text, n_bytes);

          if (one != NULL)
            g_string_append (out, one);
          else
            g_string_append_len (out, text, (gssize) n_bytes);
        }
      text = end;
    }

  return g_string_free (out, FALSE);
}

/* --- BERT's ----------------------------------------------------------------- */

enum { BERT_CLEAN, BERT_CHINESE, BERT_STRIP_ACCENTS, BERT_LOWERCASE };

static gboolean
read_bert (gpointer         data,
           const HeedJson  *json,
           GError         **error)
{
  Step *step = data;
  const HeedJson *strip = heed_json_get_member (json, "strip_accents");

  step->flags[BERT_CLEAN] = step->flags[BERT_CHINESE] = step->flags[BERT_LOWERCASE] = TRUE;
  if (!heed_json_read_boolean (json, "clean_text", &step->flags[BERT_CLEAN], error) ||
      !heed_json_read_boolean (json, "handle_chinese_chars", &step->flags[BERT_CHINESE], error) ||
      !heed_json_read_boolean (json, "lowercase", &step->flags[BERT_LOWERCASE], error))
    return FALSE;

  step->flags[BERT_STRIP_ACCENTS] = step->flags[BERT_LOWERCASE];
  heed_json_get_boolean (strip, &step->flags[BERT_STRIP_ACCENTS]);

  return TRUE;
}

static gboolean
is_chinese (gunichar c)
{
  return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) ||
         (c >= 0x20000 && c <= 0x2a6df) || (c >= 0x2a700 && c <= 0x2b73f) ||
         (c >= 0x2b740 && c <= 0x2b81f) || (c >= 0x2b920 && c <= 0x2ceaf) ||
         (c >= 0xf900 && c <= 0xfaff) || (c >= 0x2f800 && c <= 0x2fa1f);
}

static gboolean
is_dropped (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return c == 0xfffd || (c != '\t' && c != '\n' && c != '\r' &&
                         (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT ||
                          type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_UNASSIGNED));
}

static char *
clean_for_bert (const Step *step,
                const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (step->flags[BERT_CLEAN] && is_dropped (c))
        continue;

      if (step->flags[BERT_CLEAN] && g_unichar_isspace (c))
        c = ' ';

      if (step->flags[BERT_CHINESE] && is_chinese (c))
        g_string_append_printf (out, " %.*s ", (int) (g_utf8_next_char (p) - p), p);
      else
        g_string_append_unichar (out, c);
    }

  return g_string_free (out, FALSE);
}

static char *
apply_bert (const Step *step,
            const char *text,
            gsize       max_bytes)
{
  char *clean = clean_for_bert (step, text);

  if (step->flags[BERT_STRIP_ACCENTS])
    {
      g_autofree char *before = clean;
      g_autofree char *apart = g_utf8_normalize (before, -1, G_NORMALIZE_NFD);

      clean = drop_marks (apart, FALSE);
    }

  if (step->flags[BERT_LOWERCASE])
    {
      g_autofree char *before = clean;

      clean = apply_lowercase (step, before, max_bytes);
    }

  return clean;
}

/* --- All of them ------------------------------------------------------------ */

static const Kind kinds[] = {
  { { "NFC", NULL }, apply_nfc },
  { { "NFD", NULL }, apply_nfd },
  { { "NFKC", NULL }, apply_nfkc },
  { { "NFKD", NULL }, apply_nfkd },
  { { "Nmt", NULL }, apply_nmt },
  { { "ByteLevel", NULL }, apply_byte_level },
  { { "Lowercase", NULL }, apply_lowercase },
  { { "StripAccents", NULL }, apply_strip_accents },
  { { "Strip", read_strip }, apply_strip },
  { { "Replace", read_replace }, apply_replace },
  { { "Prepend", read_prepend }, apply_prepend },
  { { "Precompiled", read_precompiled }, apply_precompiled },
  { { "BertNormalizer", read_bert }, apply_bert },
};

static const HeedStepKinds step_kinds = {
  .what = "normalizer",
  .sequence = "normalizers",
  .kinds = &kinds[0].base,
  .n_kinds = G_N_ELEMENTS (kinds),
  .kind_bytes = sizeof (Kind),
  .step_bytes = sizeof (Step),
  .free = free_step,
};

HeedNormalizer *
heed_normalizer_new (const HeedJson  *json,
                     GError         **error)
{
  return (HeedNormalizer *) heed_step_list_new (&step_kinds, json, error);
}

void
heed_normalizer_free (HeedNormalizer *self)
{
  heed_step_list_free (&self->base);
}

/* A step may only return text: the next one walks it character by character. */
static gboolean
check_step (const Step  *step,
            const char  *normal,
            gsize       *n_bytes_left,
            GError     **error)
{
  if (!heed_step_list_spend (&step_kinds, strlen (normal), n_bytes_left, error))
    return FALSE;

  if (g_utf8_validate (normal, -1, NULL))
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
               "normalizer: expected UTF-8 from %s, found other bytes", step->base.kind->name);

  return FALSE;
}

char *
heed_normalizer_apply (HeedNormalizer  *self,
                       const char      *text,
                       gsize           *n_bytes_left,
                       GError         **error)
{
  g_autofree char *normal = g_strdup (text);

  for (guint i = 0; i < self->base.steps->len; i++)
    {
      const Step *step = g_ptr_array_index (self->base.steps, i);
      g_autofree char *before = normal;

      normal = get_kind (step)->apply (step, before, *n_bytes_left);
      if (!check_step (step, normal, n_bytes_left, error))
        return NULL;
    }

  return g_steal_pointer (&normal);
}
