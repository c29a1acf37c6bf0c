namespace ReleaseKit.Engine.Checking;

/// <summary>The checks of this build, in the order in which they are reported.</summary>
public static class StandardChecks
{
    /// <summary>Every check, each with a name of its own.</summary>
    public static IReadOnlyList<ICheck> All { get; } =
    [
        new CleanTreeCheck(),
        new IdentityCheck(),
        new ToolsCheck(),
        new CredentialsCheck(),
        new VersionsFreeCheck(),
        new RemoteCheck(),
    ];
}
