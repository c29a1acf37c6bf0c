using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Versions.Pep440;

/// <summary>One comparison of a version specifier, such as <c>&gt;=1.2</c> or <c>==1.2.*</c>.</summary>
/// <param name="Operator">One of <c>== != &lt;= &gt;= &lt; &gt; ~= ===</c>.</param>
/// <param name="Text">The version as written, without <c>.*</c>.</param>
/// <param name="Version">The version; null only where <c>===</c> compares with what is no version.</param>
/// <param name="IsPrefix">Whether <c>.*</c> follows.</param>
/// <param name="Whole">The place of the clause in the specifier, without blanks around it.</param>
/// <param name="Span">The place of the version, <c>.*</c> left out.</param>
internal sealed record SpecifierClause(string Operator, string Text, Pep440Version? Version, bool IsPrefix, TextSpan Whole, TextSpan Span)
{
    private static readonly string[] Operators = ["===", "~=", "==", "!=", "<=", ">=", "<", ">"];

    /// <summary>How many release numbers the clause writes.</summary>
    public int Count => Version!.Release.Length;

    /// <summary>Whether the clause names a prerelease, which lets the whole specifier accept prereleases.</summary>
    public bool OptsIntoPrereleases => Operator != "!=" && Version is { IsPrerelease: true };

    /// <summary>Reads the clause between two offsets; null when it is none.</summary>
    public static SpecifierClause? TryParse(string specifier, int start, int end)
    {
        var name = Array.Find(Operators, o => string.CompareOrdinal(specifier, start, o, 0, o.Length) == 0);
        if (name is null)
        {
            return null;
        }

        var position = start + name.Length;
        while (position < end && char.IsWhiteSpace(specifier[position]))
        {
            position++;
        }

        var written = specifier[position..end];
        var isPrefix = name is "==" or "!=" && written.EndsWith(".*", StringComparison.Ordinal);
        var text = isPrefix ? written[..^2] : written;
        var version = Pep440Version.TryParse(text, out var parsed) ? parsed : null;
        var clause = new SpecifierClause(name, text, version, isPrefix, TextSpan.FromBounds(start, end), new TextSpan(position, text.Length));
        return clause.IsWellFormed ? clause : null;
    }

    /// <summary>Whether the clause accepts the version, the rule about prereleases left aside.</summary>
    public bool Accepts(Pep440Version version) => Operator switch
    {
        "===" => version.ToString().Equals(Text, StringComparison.OrdinalIgnoreCase),
        "==" => Matches(version),
        "!=" => !Matches(version),
        "<=" => version.Public <= Version!,
        ">=" => version.Public >= Version!,
        "~=" => version.Public >= Version! && Precedence.StartsWith(version, Version!, Count - 1),
        "<" => version < (Version!.IsPrerelease ? Version : Version.FirstPrerelease),
        _ => version.Public > Version! && !IsPostReleaseOfBound(version),
    };

    private bool IsWellFormed => Operator switch
    {
        "===" => Text.Length > 0 && !Text.Any(c => char.IsWhiteSpace(c) || c is ';' or ')'),
        _ when Version is null => false,
        "==" or "!=" => !IsPrefix || Version == Version.Base,
        "~=" => Count > 1 && Version.Local.Length == 0,
        _ => Version.Local.Length == 0,
    };

    private bool Matches(Pep440Version version) =>
        IsPrefix ? Precedence.StartsWith(version, Version!, Count)
        : (Version!.Local.Length == 0 ? version.Public : version).CompareTo(Version) == 0;

    /// <summary>Post-releases of the very version that <c>&gt;</c> names do not count as later ones, unless it is one itself.</summary>
    private bool IsPostReleaseOfBound(Pep440Version version) =>
        Version is { Post: null, Dev: null } && version.Post is not null && version.Base.CompareTo(Version.Base) == 0 &&
        (version.Phase, version.PhaseNumber) == (Version.Phase, Version.PhaseNumber);
}
