namespace ReleaseKit.Engine.Ecosystems.Cargo.Discovery;

/// <summary>The names that Cargo gives packages.</summary>
internal static class CrateName
{
    private const int Longest = 64;

    /// <summary>What a name may be, for messages.</summary>
    public const string Rule = "letters, digits, '-' and '_', a letter or '_' first, 64 characters at most";

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= Longest && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_');
}
