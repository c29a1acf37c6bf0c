namespace ReleaseKit.Rehearsal.Pub;

/// <summary>The rules of pub.dev for names.</summary>
internal static class PubName
{
    private const int Longest = 64;

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= Longest && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
