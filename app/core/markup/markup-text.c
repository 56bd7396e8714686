/* markup-text.c — parsing a line of HTML into text and tags, and writing its translation with tags
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Input is lenient: tags may overlap or be unclosed, and anything that does not look like a tag is
 * text. Output is always well formed.
 */

#include "app/core/markup/markup-text.h"

#include <string.h>

/* The most tags in one line. */
#define MAX_TAGS 1000

/* Source: HTML standard, "void elements" */
static const char *const never_closed[] = { "area", "base", "br", "col", "embed", "hr", "img",
                                            "input", "link", "meta", "source", "track", "wbr" };

/* --- Reading ---------------------------------------------------------------------- */

static void
clear_tag (gpointer data)
{
  HeedMarkupTag *tag = data;

  g_free (tag->opening);
  g_free (tag->closing);
}

void
heed_markup_text_free (HeedMarkupText *text)
{
  g_free (text->text);
  g_array_unref (text->tags);
  g_free (text);
}

/* Returns the end of the tag or comment that begins at @at; NULL if none does. */
static const char *
find_tag_end (const char *at)
{
  char quote = '\0';

  if (g_str_has_prefix (at, "<!--"))
    {
      const char *end = strstr (at + 4, "-->");

      return end != NULL ? end + 3 : NULL;
    }

  if (at[0] != '<' || !(g_ascii_isalpha (at[1]) || (at[1] == '/' && g_ascii_isalpha (at[2]))))
    return NULL;

  for (at++; *at != '\0' && (quote != '\0' || *at != '>'); at++)
    if (*at == quote)
      quote = '\0';
    else if (quote == '\0' && (*at == '"' || *at == '\''))
      quote = *at;

  return *at == '>' ? at + 1 : NULL;
}

/* Returns the lower-case name of a tag: "a" for "<a href" and for "</A>"; "" for a comment. */
static char *
dup_name (const char *tag)
{
  const char *begin = tag + 1 + (tag[1] == '/');
  gsize n_bytes = strcspn (begin, " \t\n\r\f/>");

  return *begin == '!' ? g_strdup ("") : g_ascii_strdown (begin, (gssize) n_bytes);
}

static gboolean
is_never_closed (const char *name,
                 const char *tag,
                 const char *end)
{
  if (*name == '\0' || (end - tag > 2 && end[-2] == '/'))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (never_closed); i++)
    if (g_str_equal (name, never_closed[i]))
      return TRUE;

  return FALSE;
}

/* The state of the parser. */
typedef struct {
  HeedMarkupText *text;
  GString        *plain;
  GArray         *open;    /* of guint: indices of unclosed tags, innermost last */
} Reading;

/* Adds a space at a line break, so that the words on its two sides stay separate. */
static void
part_words (Reading    *reading,
            const char *name)
{
  gsize length = reading->plain->len;

  if ((g_str_equal (name, "br") || g_str_equal (name, "hr")) && length > 0 &&
      !g_ascii_isspace (reading->plain->str[length - 1]))
    g_string_append_c (reading->plain, ' ');
}

static void
open_tag (Reading    *reading,
          const char *at,
          const char *end)
{
  g_autofree char *name = dup_name (at);
  HeedMarkupTag tag = { .opening = g_strndup (at, (gsize) (end - at)),
                        .closing = g_strdup ("") };
  guint place = reading->text->tags->len;

  part_words (reading, name);
  tag.bytes = (HeedMarkupBytes) { reading->plain->len, reading->plain->len };
  g_array_append_val (reading->text->tags, tag);
  if (!is_never_closed (name, at, end))
    g_array_append_val (reading->open, place);
}

static void
set_end (Reading *reading,
         guint    i,
         char    *closing)
{
  HeedMarkupTag *tag = &g_array_index (reading->text->tags, HeedMarkupTag, i);

  tag->bytes.end = reading->plain->len;
  g_free (tag->closing);
  tag->closing = closing;
}

static void
close_tag (Reading    *reading,
           const char *at,
           const char *end)
{
  g_autofree char *name = dup_name (at);

  for (guint i = reading->open->len; i-- > 0;)
    {
      guint place = g_array_index (reading->open, guint, i);
      g_autofree char *open =
        dup_name (g_array_index (reading->text->tags, HeedMarkupTag, place).opening);

      if (!g_str_equal (open, name))
        continue;

      set_end (reading, place, g_strndup (at, (gsize) (end - at)));
      g_array_remove_index (reading->open, i);
      return;
    }

  reading->text->n_unopened++;
}

static void
close_all (Reading *reading)
{
  for (guint i = 0; i < reading->open->len; i++)
    {
      guint place = g_array_index (reading->open, guint, i);
      g_autofree char *name =
        dup_name (g_array_index (reading->text->tags, HeedMarkupTag, place).opening);

      set_end (reading, place, g_strdup_printf ("</%s>", name));
      reading->text->n_unclosed++;
    }
}

/* Decodes the text between "&" and ";", "#233" or "#xe9"; 0 if it is not a valid character. */
static gunichar
read_number (const char *entity)
{
  gboolean is_hexadecimal = entity[1] == 'x' || entity[1] == 'X';
  char *end = NULL;
  guint64 letter = g_ascii_strtoull (entity + 1 + is_hexadecimal, &end,
                                     is_hexadecimal ? 16 : 10);

  if (*end != '\0' || letter == 0 || letter > 0x10ffff || !g_unichar_validate ((gunichar) letter))
    return 0;

  return (gunichar) letter;
}

static gunichar
find_letter (const char *entity)
{
  static const struct {
    const char *name;
    gunichar    letter;
  } names[] = {
    { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' },
    { "nbsp", 0xa0 },
  };

  if (entity[0] == '#' && (g_ascii_isxdigit (entity[1]) || entity[1] == 'x' || entity[1] == 'X'))
    return read_number (entity);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (entity, names[i].name))
      return names[i].letter;

  return 0;
}

/* Returns: the end of the entity that begins at @at; @at + 1 if none does */
static const char *
read_entity (Reading    *reading,
             const char *at)
{
  gsize n_bytes = strcspn (at + 1, "; &<");
  g_autofree char *entity = g_strndup (at + 1, MIN (n_bytes, 12));
  gunichar letter = at[1 + n_bytes] == ';' && n_bytes <= 12 ? find_letter (entity) : 0;

  if (letter == 0)
    {
      g_string_append_c (reading->plain, '&');
      return at + 1;
    }

  g_string_append_unichar (reading->plain, letter);

  return at + n_bytes + 2;
}

static const char *
read_next (Reading    *reading,
           const char *at)
{
  const char *end = *at == '<' ? find_tag_end (at) : NULL;

  if (end != NULL && at[1] == '/')
    close_tag (reading, at, end);
  else if (end != NULL)
    open_tag (reading, at, end);

  if (end != NULL)
    return end;

  if (*at == '&')
    return read_entity (reading, at);

  g_string_append_c (reading->plain, *at);

  return at + 1;
}

/**
 * heed_markup_text_parse:
 * @line: valid UTF-8
 *
 * A closing tag closes the innermost open tag of its name, so that tags may overlap.
 *
 * Errors: %HEED_ERROR_DAMAGED if there are more than 1000 tags
 *
 * Returns: (transfer full): the text and its tags
 */
HeedMarkupText *
heed_markup_text_parse (const char  *line,
                        GError     **error)
{
  g_autoptr(HeedMarkupText) text = g_new0 (HeedMarkupText, 1);
  g_autoptr(GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  Reading reading = { text, g_string_new (NULL), open };
  const char *at = line;

  text->tags = g_array_new (FALSE, FALSE, sizeof (HeedMarkupTag));
  g_array_set_clear_func (text->tags, clear_tag);
  while (*at != '\0' && text->tags->len <= MAX_TAGS)
    at = read_next (&reading, at);
  close_all (&reading);
  text->text = g_string_free (reading.plain, FALSE);

  if (text->tags->len <= MAX_TAGS)
    return g_steal_pointer (&text);

  g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
               "line: expected at most %u tags, found more", MAX_TAGS);

  return NULL;
}

/* --- Units ------------------------------------------------------------------------ */

GArray *
heed_markup_list_words (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (HeedMarkupBytes));
  gboolean is_inside = FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gsize place = (gsize) (at - text);
      HeedMarkupBytes word = { place, place };

      if (g_unichar_isspace (g_utf8_get_char (at)))
        {
          is_inside = FALSE;
          continue;
        }

      if (!is_inside)
        g_array_append_val (words, word);
      is_inside = TRUE;
      g_array_index (words, HeedMarkupBytes, words->len - 1).end =
        (gsize) (g_utf8_next_char (at) - text);
    }

  return words;
}

HeedMarkupRange
heed_markup_tag_find_units (const HeedMarkupTag   *tag,
                            const HeedMarkupBytes *units,
                            guint                  n_units)
{
  HeedMarkupRange range = { 0 };

  while (range.first < n_units && units[range.first].end <= tag->bytes.begin)
    range.first++;
  range.end = range.first;
  while (tag->bytes.end > tag->bytes.begin && range.end < n_units &&
         units[range.end].begin < tag->bytes.end)
    range.end++;

  return range;
}

/* --- Writing ---------------------------------------------------------------------- */

/* The state of the writer. */
typedef struct {
  const HeedMarkupText *text;
  GArray               *parts;
  GString              *out;
  GArray               *open;  /* of guint: indices of open tags, in order of opening */
} Writing;

static void
append_escaped (GString    *out,
                const char *text,
                gsize       n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if (text[i] == '&')
      g_string_append (out, "&amp;");
    else if (text[i] == '<')
      g_string_append (out, "&lt;");
    else if (text[i] == '>')
      g_string_append (out, "&gt;");
    else
      g_string_append_c (out, text[i]);
}

static const HeedMarkupTag *
get_tag (Writing *writing,
         guint    i)
{
  return &g_array_index (writing->text->tags, HeedMarkupTag, i);
}

static gboolean
has_unit (Writing *writing,
          guint    i,
          guint    unit)
{
  GArray *ranges = g_array_index (writing->parts, HeedMarkupPart, i).ranges;

  for (guint r = 0; r < ranges->len; r++)
    if (unit >= g_array_index (ranges, HeedMarkupRange, r).first &&
        unit < g_array_index (ranges, HeedMarkupRange, r).end)
      return TRUE;

  return FALSE;
}

/* Closes the first open tag that does not enclose the unit, and all tags opened after it, because
 * they are nested in it. */
static void
close_until (Writing *writing,
             guint    unit)
{
  guint n_kept = 0;

  while (n_kept < writing->open->len &&
         has_unit (writing, g_array_index (writing->open, guint, n_kept), unit))
    n_kept++;

  for (guint i = writing->open->len; i-- > n_kept;)
    g_string_append (writing->out,
                     get_tag (writing, g_array_index (writing->open, guint, i))->closing);
  g_array_set_size (writing->open, n_kept);
}

/* Writes the tags that enclose nothing and are placed before a unit. */
static void
write_empty (Writing *writing,
             guint    unit)
{
  for (guint i = 0; i < writing->parts->len; i++)
    {
      const HeedMarkupPart *part = &g_array_index (writing->parts, HeedMarkupPart, i);

      if (part->fate == HEED_MARKUP_EMPTY &&
          g_array_index (part->ranges, HeedMarkupRange, 0).first == unit)
        g_string_append_printf (writing->out, "%s%s", get_tag (writing, i)->opening,
                                get_tag (writing, i)->closing);
    }
}

static gboolean
is_open (Writing *writing,
         guint    tag)
{
  for (guint i = 0; i < writing->open->len; i++)
    if (g_array_index (writing->open, guint, i) == tag)
      return TRUE;

  return FALSE;
}

static void
open_for (Writing *writing,
          guint    unit)
{
  for (guint i = 0; i < writing->parts->len; i++)
    if (!is_open (writing, i) && has_unit (writing, i, unit))
      {
        g_string_append (writing->out, get_tag (writing, i)->opening);
        g_array_append_val (writing->open, i);
      }
}

/**
 * heed_markup_text_write:
 * @text: the source line, which has the tags
 * @parts: (element-type HeedMarkupPart): the result for each tag, in the order of the tags
 * @target: the translation, plain
 * @units: n_units of @target, in order, without overlap
 *
 * Tags are written close to the units they enclose. A lost tag is left out; a split one is opened
 * several times.
 *
 * Returns: (transfer full): @target with tags and with the necessary entities
 */
char *
heed_markup_text_write (const HeedMarkupText  *text,
                        GArray                *parts,
                        const char            *target,
                        const HeedMarkupBytes *units,
                        guint                  n_units)
{
  g_autoptr(GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  Writing writing = { text, parts, g_string_new (NULL), open };
  gsize written = 0;

  g_return_val_if_fail (parts->len == text->tags->len, NULL);

  for (guint unit = 0; unit < n_units; unit++)
    {
      close_until (&writing, unit);
      append_escaped (writing.out, target + written, units[unit].begin - written);
      write_empty (&writing, unit);
      open_for (&writing, unit);
      append_escaped (writing.out, target + units[unit].begin,
                      units[unit].end - units[unit].begin);
      written = units[unit].end;
    }

  close_until (&writing, n_units);
  write_empty (&writing, n_units);
  append_escaped (writing.out, target + written, strlen (target) - written);

  return g_string_free (writing.out, FALSE);
}

/**
 * heed_markup_text_carry:
 * @links: between words, counted from 0
 * @rule: PER_TOKEN is treated as WHOLE_WORD
 * @html: (out) (optional): the translation with its tags
 *
 * Returns: (transfer full) (element-type HeedMarkupPart): the result for each tag
 */
GArray *
heed_markup_text_carry (const HeedMarkupText  *text,
                        const char            *target,
                        const HeedAlignment   *links,
                        HeedMarkupRule         rule,
                        char                 **html)
{
  g_autoptr(GArray) source_words = heed_markup_list_words (text->text);
  g_autoptr(GArray) target_words = heed_markup_list_words (target);
  const HeedMarkupBytes *units = (const HeedMarkupBytes *) (gpointer) target_words->data;
  const HeedMarkupLinks by_words = { links, target_words->len, NULL, rule };
  g_autofree HeedMarkupRange *marks = g_new (HeedMarkupRange, text->tags->len + 1);
  GArray *parts;

  for (guint i = 0; i < text->tags->len; i++)
    marks[i] = heed_markup_tag_find_units (
      &g_array_index (text->tags, HeedMarkupTag, i),
      (const HeedMarkupBytes *) (gpointer) source_words->data, source_words->len);

  parts = heed_markup_carry (marks, text->tags->len, &by_words);
  if (html != NULL)
    *html = heed_markup_text_write (text, parts, target, units, target_words->len);

  return parts;
}
