namespace ReleaseKit.Core.Versions.Semantic;

/// <summary>A dependency specifier taken apart into what only names a source and the range itself.</summary>
/// <param name="Prefix">The protocol and alias, such as <c>workspace:</c> or <c>npm:@a/b@</c>; empty when there is none.</param>
/// <param name="Range">What follows it.</param>
/// <param name="FollowsMember">Whether the specifier stands for whatever version the workspace member has: <c>workspace:*</c>, <c>^</c> or <c>~</c>.</param>
internal readonly record struct RangeProtocol(string Prefix, string Range, bool FollowsMember)
{
    private const string Workspace = "workspace:";

    /// <summary>Whether the specifier means a workspace member.</summary>
    public bool IsWorkspace => Prefix.StartsWith(Workspace, StringComparison.Ordinal);

    private static readonly string[] Protocols = [Workspace, "npm:", "jsr:"];

    /// <summary>Takes a specifier apart; without a known protocol the whole text is the range.</summary>
    public static RangeProtocol Split(string specifier)
    {
        var protocol = Array.Find(Protocols, p => specifier.StartsWith(p, StringComparison.Ordinal));
        if (protocol is null)
        {
            return new RangeProtocol("", specifier, false);
        }

        // "@scope/name@range": the last at-sign ends the alias unless it begins the name.
        var at = specifier.LastIndexOf('@');
        var cut = at > protocol.Length ? at + 1 : protocol.Length;
        var range = specifier[cut..];
        return new RangeProtocol(specifier[..cut], range, protocol == Workspace && range is ("*" or "^" or "~"));
    }
}
