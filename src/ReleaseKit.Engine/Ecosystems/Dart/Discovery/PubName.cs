namespace ReleaseKit.Engine.Ecosystems.Dart.Discovery;

/// <summary>The names that pub gives packages.</summary>
internal static class PubName
{
    private const int Longest = 64;

    /// <summary>What a name may be, for messages.</summary>
    public const string Rule = "letters, digits and '_', no digit first, 64 characters at most";

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= Longest && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
