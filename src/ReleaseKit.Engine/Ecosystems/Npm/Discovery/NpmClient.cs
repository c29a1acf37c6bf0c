namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>The client whose workspace rules apply.</summary>
internal enum NpmClient
{
    /// <summary>npm, and clients that read its <c>workspaces</c> field the same way.</summary>
    Npm,

    /// <summary>pnpm: <c>pnpm-workspace.yaml</c>.</summary>
    Pnpm,

    /// <summary>Yarn: the <c>workspaces</c> field, members of members included.</summary>
    Yarn,
}
