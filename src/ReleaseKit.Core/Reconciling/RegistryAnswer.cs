namespace ReleaseKit.Core.Reconciling;

/// <summary>What a registry says of a version.</summary>
public enum RegistryAnswer
{
    /// <summary>It could not be asked, which is never the same as <see cref="Absent"/>.</summary>
    Unknown,

    /// <summary>It does not have the version.</summary>
    Absent,

    /// <summary>It serves the version.</summary>
    Live,
}
