namespace ReleaseKit.Core.Planning.Policies;

/// <summary>What can ask for a release. First releases, versions written ahead and what is asked for outright always can.</summary>
[Flags]
public enum IntentSources
{
    /// <summary>Nothing besides those.</summary>
    None = 0,

    /// <summary>Conventional commits.</summary>
    Commits = 1,

    /// <summary>Change files.</summary>
    ChangeFiles = 2,
}
