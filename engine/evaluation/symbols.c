/* symbols.c — the tokens of a corpus as numbers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/evaluation/symbols.h"

#include "engine/evaluation/bleu-tokenizer.h"

struct _HeedSymbolTable
{
  GHashTable        *numbers;  /* token -> its number, from 1 */
  HeedBleuTokenizer  tokenizer;
};

HeedSymbolTable *
heed_symbol_table_new (HeedBleuTokenizer tokenizer)
{
  HeedSymbolTable *table = g_new (HeedSymbolTable, 1);

  table->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  table->tokenizer = tokenizer;

  return table;
}

void
heed_symbol_table_free (HeedSymbolTable *table)
{
  g_hash_table_unref (table->numbers);
  g_free (table);
}

/* Takes ownership of @token. */
static guint32
number_token (HeedSymbolTable *table,
              char            *token)
{
  guint32 number = GPOINTER_TO_UINT (g_hash_table_lookup (table->numbers, token));

  if (number != 0)
    {
      g_free (token);
      return number;
    }

  number = g_hash_table_size (table->numbers) + 1;
  g_hash_table_insert (table->numbers, token, GUINT_TO_POINTER (number));

  return number;
}

/**
 * heed_symbol_table_read:
 * @line: UTF-8
 *
 * Returns: the tokens of @line; must be cleared with heed_symbols_clear()
 */
HeedSymbols
heed_symbol_table_read (HeedSymbolTable *table,
                        const char      *line)
{
  g_autofree char **tokens = heed_bleu_tokenize (line, table->tokenizer);
  HeedSymbols sentence = { NULL, g_strv_length (tokens) };

  sentence.symbols = g_new (guint32, sentence.n_symbols);
  for (guint i = 0; i < sentence.n_symbols; i++)
    sentence.symbols[i] = number_token (table, tokens[i]);

  return sentence;
}

void
heed_symbols_clear (HeedSymbols *symbols)
{
  g_clear_pointer (&symbols->symbols, g_free);
}
