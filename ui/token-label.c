/* token-label.c — the label of a token on the screen
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A vocabulary spells tokens for programs: "▁the", "</s>", a bare space. A label is what users read
 * instead, the same in the heatmap, on a chip and in the inspector. Tokens come from model files,
 * so they may contain any bytes: invalid UTF-8 is made valid, and invisible characters are replaced
 * by visible signs.
 */

#include "ui/token-label.h"

#include <string.h>

#define WORD_START    "\342\226\201"    /* U+2581, SentencePiece's spelling of a space */
#define OPEN_BOX      "\342\220\243"    /* U+2423, the sign for a space */
#define LEFT_BRACKET  "\342\237\250"    /* U+27E8 */
#define RIGHT_BRACKET "\342\237\251"    /* U+27E9 */

#define DOTTED_CIRCLE 0x25ccu           /* shown below a combining mark that has no base letter */
#define ZERO_WIDTH_NON_JOINER 0x200cu
#define ZERO_WIDTH_JOINER     0x200du
#define CONTROL_PICTURES 0x2400u        /* U+2400 + c is the sign for the control character c */

/* Longer labels are errors of the vocabulary, not words, and are cut off. */
#define MAX_CHARACTERS 200

typedef struct {
  const char *spelled;
  const char *name;
} SpecialName;

static const SpecialName special_names[] = {
  { "</s>", "eos" },
  { "<s>", "bos" },
  { "[SEP]", "sep" },
  { "[CLS]", "cls" },
  { "[PAD]", "pad" },
  { "[UNK]", "unk" },
};

static gboolean
is_bracketed (const char *text)
{
  gsize length = strlen (text);

  return length > 2 && text[0] == '<' && text[length - 1] == '>' &&
         strpbrk (text + 1, "< \t\n") == NULL;
}

/* The name inside "<eos>", or the name for another known spelling of it; NULL if the
 * text is not a special token. */
static char *
find_special_name (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (special_names); i++)
    if (strcmp (text, special_names[i].spelled) == 0)
      return g_strdup (special_names[i].name);

  if (is_bracketed (text))
    return g_strndup (text + 1, strlen (text) - 2);

  return NULL;
}

/* Whether a format character is to be shown by its code. Direction controls, zero-width separators
 * and byte order marks from a file would change how the neighbouring text is displayed without
 * being visible. Joiners are kept, since they are part of how letters are written. */
static gboolean
is_invisible (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_FORMAT && c != ZERO_WIDTH_JOINER &&
         c != ZERO_WIDTH_NON_JOINER;
}

static void
append_visible (GString  *label,
                gunichar  c)
{
  if (label->len == 0 && (g_unichar_ismark (c) || c == ZERO_WIDTH_JOINER ||
                          c == ZERO_WIDTH_NON_JOINER))
    g_string_append_unichar (label, DOTTED_CIRCLE);

  if (is_invisible (c))
    g_string_append_printf (label, LEFT_BRACKET "%04x" RIGHT_BRACKET, c);
  else if (c == ' ' || c == 0x2581)
    g_string_append (label, OPEN_BOX);
  else if (c < 0x20)
    g_string_append_unichar (label, CONTROL_PICTURES + c);
  else if (c == 0x7f)
    g_string_append_unichar (label, 0x2421);
  else
    g_string_append_unichar (label, c);
}

/* The text without its markers for the start and continuation of a word,
 * with every character visible. */
static char *
make_visible (const HeedToken *token,
              const char      *text)
{
  GString *label = g_string_new (NULL);
  const char *end = text + strlen (text);
  guint n_characters = 0;

  if ((gsize) token->n_before + token->n_after < strlen (text))
    {
      text += token->n_before;
      end -= token->n_after;
    }

  if (g_str_has_prefix (text, WORD_START) && text + strlen (WORD_START) < end)
    text += strlen (WORD_START);

  for (const char *at = text; at < end && n_characters < MAX_CHARACTERS; at = g_utf8_next_char (at))
    {
      append_visible (label, g_utf8_get_char (at));
      n_characters++;
    }

  return g_string_free (label, FALSE);
}

/**
 * heed_token_label_new:
 * @token: a token; a NULL text is allowed
 *
 * "▁the" becomes "the", "ka@@" becomes "ka", "</s>" becomes "⟨eos⟩", a space becomes "␣", and a
 * token without text becomes its number, "#7".
 *
 * Returns: (transfer full): valid UTF-8 on one line, never empty
 */
char *
heed_token_label_new (const HeedToken *token)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (token != NULL, NULL);

  if (token->text == NULL || token->text[0] == '\0')
    return g_strdup_printf ("#%u", token->id);

  text = g_utf8_make_valid (token->text, -1);
  name = find_special_name (text);

  if (name == NULL && token->is_special)
    name = make_visible (token, text);

  if (name != NULL)
    return g_strconcat (LEFT_BRACKET, name, RIGHT_BRACKET, NULL);

  return make_visible (token, text);
}

/**
 * heed_token_label_is_space:
 *
 * Returns: whether the token is only the space before a word: "▁" or " "
 */
gboolean
heed_token_label_is_space (const HeedToken *token)
{
  g_return_val_if_fail (token != NULL, FALSE);

  return g_strcmp0 (token->text, WORD_START) == 0 || g_strcmp0 (token->text, " ") == 0;
}

/**
 * heed_token_label_new_list:
 * @tokens: (array length=n_tokens): tokens
 *
 * Returns: (transfer full): one label per token, NULL-terminated
 */
char **
heed_token_label_new_list (const HeedToken *tokens,
                           guint            n_tokens)
{
  char **labels = g_new0 (char *, n_tokens + 1);

  for (guint i = 0; i < n_tokens; i++)
    labels[i] = heed_token_label_new (&tokens[i]);

  return labels;
}

static gboolean
is_kana_or_hangul (GUnicodeScript script)
{
  return script == G_UNICODE_SCRIPT_HIRAGANA ||
         script == G_UNICODE_SCRIPT_KATAKANA ||
         script == G_UNICODE_SCRIPT_HANGUL;
}

/**
 * heed_token_label_get_language:
 * @label: a label
 *
 * Han characters are written differently in China, Japan and Korea, and without a language Pango
 * draws the Japanese forms. Text with Han characters, but neither kana nor hangul, is assumed to be
 * Chinese.
 *
 * Returns: (nullable) (transfer none): the language to set for the text, or NULL for the language
 *   of the interface
 */
PangoLanguage *
heed_token_label_get_language (const char *label)
{
  gboolean has_han = FALSE;

  for (const char *at = label; *at != '\0'; at = g_utf8_next_char (at))
    {
      GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (at));

      if (is_kana_or_hangul (script))
        return NULL;

      has_han = has_han || script == G_UNICODE_SCRIPT_HAN;
    }

  return has_han ? pango_language_from_string ("zh-cn") : NULL;
}

/**
 * heed_token_label_new_attributes:
 * @label: a label
 *
 * Returns: (transfer full) (nullable): the attributes that a layout or a GtkLabel needs to draw
 *   this text in the right forms; NULL if none
 */
PangoAttrList *
heed_token_label_new_attributes (const char *label)
{
  PangoLanguage *language = heed_token_label_get_language (label);
  PangoAttrList *attributes;

  if (language == NULL)
    return NULL;

  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_language_new (language));

  return attributes;
}
