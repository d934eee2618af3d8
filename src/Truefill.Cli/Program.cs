System.Console.WriteLine("truefill");
