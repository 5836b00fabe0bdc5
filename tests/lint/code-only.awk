# Blank comments and the contents of literals in C, keeping every line; with
# where=1, each behind FILE:LINE:.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

{
  out = ""
  n = length ($0)
  for (i = 1; i <= n; i++)
    {
      c = substr ($0, i, 1)
      two = substr ($0, i, 2)
      if (in_comment)
        {
          if (two == "*/")
            {
              in_comment = 0
              i++
            }
        }
      else if (quote != "")
        {
          if (c == "\\")
            i++
          else if (c == quote)
            {
              quote = ""
              out = out c
            }
        }
      else if (two == "/*")
        {
          in_comment = 1
          i++
        }
      else if (two == "//")
        break
      else
        {
          if (c == "\"" || c == "'")
            quote = c
          out = out c
        }
    }
  print (where ? FILENAME ":" FNR ":" : "") out
}
