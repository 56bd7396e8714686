/* formula-atoms.c — splits an equation into symbols, functions and signs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Equations are plain text (see values.h): a single letter is a symbol, several letters are a
 * function; _x after it is an index and ^x an exponent, each one letter or a run of digits; {a / b}
 * is a fraction, which cannot be nested; a newline ends a line.
 */

#include "ui/formula-atoms.h"

#include <string.h>

/* The state of the parser. */
typedef struct
{
  const char   *at;
  HeedAtomPlace place;
  guint         n_fractions;
  gboolean      follows_space;
  gboolean      begins_line;
  GArray       *atoms;
} Parser;

static void
clear_atom (gpointer data)
{
  HeedAtom *atom = data;

  g_free (atom->text);
  g_free (atom->base);
  g_free (atom->index);
  g_free (atom->exponent);
}

static gboolean
is_letter (const char *at)
{
  return g_unichar_isalpha (g_utf8_get_char (at));
}

/* Reads the index or exponent after _ or ^: a character, or a run of digits. */
static char *
take_script (Parser *parser)
{
  const char *begin = ++parser->at;

  if (*begin == '\0')
    return g_strdup ("");

  while (g_ascii_isdigit (*parser->at))
    parser->at++;
  if (parser->at == begin)
    parser->at = g_utf8_next_char (begin);

  return g_strndup (begin, (gsize) (parser->at - begin));
}

static void
take_atom (Parser *parser)
{
  const char *begin = parser->at;
  HeedAtom atom = {
    .kind = is_letter (begin) ? HEED_ATOM_SYMBOL : HEED_ATOM_SIGN,
    .place = parser->place,
    .fraction = MAX (parser->n_fractions, 1) - 1,
    .follows_space = parser->follows_space,
    .begins_line = parser->begins_line,
  };

  parser->at = g_utf8_next_char (begin);
  if (atom.kind == HEED_ATOM_SYMBOL)
    while (is_letter (parser->at))
      {
        parser->at = g_utf8_next_char (parser->at);
        atom.kind = HEED_ATOM_FUNCTION;
      }

  atom.base = g_strndup (begin, (gsize) (parser->at - begin));
  if (*parser->at == '_')
    atom.index = take_script (parser);
  if (*parser->at == '^')
    atom.exponent = take_script (parser);
  atom.text = g_strndup (begin, (gsize) (parser->at - begin));

  g_array_append_val (parser->atoms, atom);
  parser->follows_space = FALSE;
  parser->begins_line = FALSE;
}

static void
set_place (Parser        *parser,
           HeedAtomPlace  place)
{
  parser->place = place;
  parser->at++;
}

GArray *
heed_formula_atoms_parse (const char *equation)
{
  Parser parser = { .at = equation, .begins_line = TRUE };

  parser.atoms = g_array_new (FALSE, FALSE, sizeof (HeedAtom));
  g_array_set_clear_func (parser.atoms, clear_atom);

  while (*parser.at != '\0')
    if (*parser.at == '\n')
      {
        parser.begins_line = TRUE;
        parser.at++;
      }
    else if (*parser.at == ' ')
      {
        parser.follows_space = TRUE;
        parser.at++;
      }
    else if (*parser.at == '{')
      {
        parser.n_fractions++;
        set_place (&parser, HEED_ATOM_ABOVE);
      }
    else if (*parser.at == '}')
      set_place (&parser, HEED_ATOM_ON_LINE);
    else if (*parser.at == '/' && parser.place == HEED_ATOM_ABOVE)
      set_place (&parser, HEED_ATOM_BELOW);
    else
      take_atom (&parser);

  return parser.atoms;
}

gboolean
heed_atom_is (const HeedAtom *atom,
              const HeedAtom *asked)
{
  return g_str_equal (atom->base, asked->base) && g_strcmp0 (atom->index, asked->index) == 0 &&
         (asked->exponent == NULL || g_strcmp0 (atom->exponent, asked->exponent) == 0);
}
