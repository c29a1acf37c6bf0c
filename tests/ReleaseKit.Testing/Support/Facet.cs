namespace ReleaseKit.Testing.Support;

/// <summary>What an adapter can do: the columns of the README's table.</summary>
public static class Facet
{
    /// <summary>Finds members, as the client does.</summary>
    public const string Discover = "discover";

    /// <summary>Edits manifests, and the client reads the new values.</summary>
    public const string Edit = "edit";

    /// <summary>Brings lock files along, and the client takes them.</summary>
    public const string Locks = "locks";

    /// <summary>Writes versions as the client does, prereleases included.</summary>
    public const string Versions = "versions";

    /// <summary>Builds artifacts.</summary>
    public const string Pack = "pack";

    /// <summary>Uploads.</summary>
    public const string Publish = "publish";

    /// <summary>Awaits, compares, installs and loads.</summary>
    public const string Verify = "verify";

    /// <summary>Takes versions back.</summary>
    public const string Withdraw = "withdraw";

    /// <summary>Goes the whole way against the registry of rehearsals, and a second time.</summary>
    public const string Rehearse = "rehearse";

    /// <summary>All, in the order of the table.</summary>
    public static IReadOnlyList<string> All { get; } = [Discover, Edit, Locks, Versions, Pack, Publish, Verify, Withdraw, Rehearse];
}
