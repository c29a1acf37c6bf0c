namespace ReleaseKit.Core.Planning.Policies;

/// <summary>What the members of a group have in common besides its label.</summary>
public enum GroupVersioning
{
    /// <summary>Nothing: the label only narrows a release.</summary>
    Independent,

    /// <summary>The members that are released get one version, above those of all members.</summary>
    Linked,

    /// <summary>When one member is released all are, with one version.</summary>
    Fixed,
}
