namespace ReleaseKit.Core.Versions.Pep440;

/// <summary>A version specifier: clauses that all must accept. Without clauses every stable version is accepted.</summary>
internal sealed record SpecifierSet(string Text, IReadOnlyList<SpecifierClause> Clauses)
{
    /// <summary>Reads comma-separated clauses; empty ones are skipped, as pip does. Null when one is no clause.</summary>
    public static SpecifierSet? TryParse(string text)
    {
        var clauses = new List<SpecifierClause>();
        for (var start = 0; start <= text.Length;)
        {
            var comma = text.IndexOf(',', start);
            var end = comma < 0 ? text.Length : comma;
            var (first, last) = (start, end);
            while (first < last && char.IsWhiteSpace(text[first]))
            {
                first++;
            }

            while (last > first && char.IsWhiteSpace(text[last - 1]))
            {
                last--;
            }

            if (first < last)
            {
                if (SpecifierClause.TryParse(text, first, last) is not { } clause)
                {
                    return null;
                }

                clauses.Add(clause);
            }

            start = end + 1;
        }

        return new SpecifierSet(text, clauses);
    }

    /// <summary>Whether the version is accepted; prereleases only where a clause names one.</summary>
    public bool Contains(Pep440Version version) =>
        Clauses.All(c => c.Accepts(version)) && (!version.IsPrerelease || Clauses.Any(c => c.OptsIntoPrereleases));
}
