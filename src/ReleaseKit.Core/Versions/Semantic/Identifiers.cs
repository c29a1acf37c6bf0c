namespace ReleaseKit.Core.Versions.Semantic;

/// <summary>The dotted identifiers of prereleases and build metadata (SemVer 2.0 §9 to §11).</summary>
internal static class Identifiers
{
    /// <summary>Whether the text is one or more non-empty identifiers of ASCII letters, digits and hyphens.</summary>
    public static bool AreValid(string text, bool allowLeadingZeros)
    {
        foreach (var identifier in text.Split('.'))
        {
            if (identifier.Length == 0 || !identifier.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ||
                (!allowLeadingZeros && identifier.Length > 1 && identifier[0] == '0' && IsNumeric(identifier)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Precedence of two prerelease parts; an empty one, which is a stable version, comes last.</summary>
    public static int ComparePrerelease(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return (right.Length > 0).CompareTo(left.Length > 0);
        }

        var lefts = left.Split('.');
        var rights = right.Split('.');
        for (var i = 0; i < Math.Min(lefts.Length, rights.Length); i++)
        {
            var order = CompareIdentifier(lefts[i], rights[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return lefts.Length.CompareTo(rights.Length);
    }

    /// <summary>Reads decimal ASCII digits up to <see cref="SemanticVersion.MaxNumber"/>.</summary>
    public static bool TryNumber(string text, out long number)
    {
        number = 0;
        return IsNumeric(text) && long.TryParse(text, out number) && number <= SemanticVersion.MaxNumber;
    }

    private static int CompareIdentifier(string left, string right)
    {
        var (leftNumeric, rightNumeric) = (IsNumeric(left), IsNumeric(right));
        if (leftNumeric != rightNumeric)
        {
            return leftNumeric ? -1 : 1;
        }

        if (leftNumeric)
        {
            // Digits may be longer than any integer type: without leading zeros the longer text is the larger number.
            (left, right) = (left.TrimStart('0'), right.TrimStart('0'));
            if (left.Length != right.Length)
            {
                return left.Length.CompareTo(right.Length);
            }
        }

        return Math.Sign(string.CompareOrdinal(left, right));
    }

    private static bool IsNumeric(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
