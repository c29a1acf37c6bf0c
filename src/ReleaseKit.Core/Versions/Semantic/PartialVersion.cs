namespace ReleaseKit.Core.Versions.Semantic;

/// <summary>
/// A version as ranges write it, with up to three components of which the later ones may be missing or wildcards:
/// <c>1</c>, <c>1.x</c>, <c>1.2.*</c>, <c>1.2.3-rc.1</c>. After a wildcard there are only wildcards.
/// </summary>
internal sealed record PartialVersion
{
    private readonly string[] _components;

    private PartialVersion(string[] components, long?[] numbers, string prerelease, bool isStrict)
    {
        _components = components;
        (Major, Minor, Patch) = (numbers[0], numbers[1], numbers[2]);
        (Prerelease, IsStrict) = (prerelease, isStrict);
    }

    /// <summary>The first number; null for a wildcard.</summary>
    public long? Major { get; }

    /// <summary>The middle number; null for a wildcard or when not written.</summary>
    public long? Minor { get; }

    /// <summary>The last number; null for a wildcard or when not written.</summary>
    public long? Patch { get; }

    /// <summary>The prerelease; empty when there is none.</summary>
    public string Prerelease { get; }

    /// <summary>Whether all three numbers are given.</summary>
    public bool IsFull => Patch is not null;

    /// <summary>Whether it is written without leading zeros, and its prerelease with a hyphen.</summary>
    public bool IsStrict { get; }

    /// <summary>The version with 0 for what is not given.</summary>
    public SemanticVersion Floor => SemanticVersion.FromParts(Major ?? 0, Minor ?? 0, Patch ?? 0, IsFull ? Prerelease : "");

    /// <summary>The first version after all that the given components cover, with <c>-0</c> so that its prereleases are out too.</summary>
    public SemanticVersion Ceiling => SemanticVersion.FromParts(
        Minor is null ? Major!.Value + 1 : Major!.Value, Minor is null ? 0 : Minor.Value + 1, 0, "0");

    /// <summary>
    /// Reads a partial version as clients read it in manifests: leading zeros, and a prerelease without its hyphen
    /// (<c>1.2.3beta</c>), are accepted.
    /// </summary>
    public static PartialVersion? TryParse(string text)
    {
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        if (plus >= 0 && !Identifiers.AreValid(text[(plus + 1)..], allowLeadingZeros: true))
        {
            return null;
        }

        var rest = plus >= 0 ? text[..plus] : text;
        var components = new List<string>(3);
        var position = 0;
        while (components.Count < 3)
        {
            var end = ComponentEnd(rest, position);
            if (end == position)
            {
                return null;
            }

            components.Add(rest[position..end]);
            position = end;
            if (position == rest.Length || rest[position] != '.' || components.Count == 3)
            {
                break;
            }

            position++;
        }

        return Complete(components, rest[position..]);
    }

    /// <summary>The version written with as many components as this one, wildcards kept: <c>1.x</c> for 2.3.4 is <c>2.x</c>.</summary>
    public string WriteLike(SemanticVersion version)
    {
        string[] numbers = [$"{version.Major}", $"{version.Minor}", $"{version.Patch}"];
        var written = _components.Select((component, i) => IsWildcard(component) ? component : numbers[i]);
        return string.Join('.', written) + (_components.Length == 3 && IsFull && version.IsPrerelease ? "-" + version.Prerelease : "");
    }

    private static PartialVersion? Complete(List<string> components, string tail)
    {
        var prerelease = tail.StartsWith('-') ? tail[1..] : tail;
        if ((tail.Length > 0 && components.Count < 3) || (tail.Length > 0 && !Identifiers.AreValid(prerelease, allowLeadingZeros: true)))
        {
            return null;
        }

        var numbers = new long?[3];
        for (var i = 0; i < components.Count; i++)
        {
            if (IsWildcard(components[i]))
            {
                continue;
            }

            if ((i > 0 && numbers[i - 1] is null) || !Identifiers.TryNumber(components[i], out var number))
            {
                return null;
            }

            numbers[i] = number;
        }

        var isStrict = components.TrueForAll(component => component.Length == 1 || component[0] != '0') &&
            (tail.Length == 0 || (tail[0] == '-' && Identifiers.AreValid(prerelease, allowLeadingZeros: false)));
        return new PartialVersion([.. components], numbers, prerelease, isStrict);
    }

    private static int ComponentEnd(string text, int start)
    {
        if (start < text.Length && IsWildcard(text[start..(start + 1)]))
        {
            return start + 1;
        }

        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end;
    }

    private static bool IsWildcard(string component) => component is "x" or "X" or "*";
}
