namespace ReleaseKit.Rehearsal.Cargo;

/// <summary>The rules of crates.io for names.</summary>
internal static class CrateName
{
    private const int Longest = 64;

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= Longest && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>What two names must not have in common: case, and hyphens for underscores, do not tell crates apart.</summary>
    public static string Key(string name) => name.ToLowerInvariant().Replace('_', '-');

    /// <summary>Where the facts on a crate are in a sparse index.</summary>
    public static string IndexPath(string name)
    {
        var lower = name.ToLowerInvariant();
        return lower.Length switch
        {
            1 or 2 => $"{lower.Length}/{lower}",
            3 => $"3/{lower[0]}/{lower}",
            _ => $"{lower[..2]}/{lower[2..4]}/{lower}",
        };
    }
}
